"""Names and words folded for comparing and sorting, never for showing."""

import unicodedata

# Titles before a name do not decide its place in a list.
_TITLES = ("h.", "hj.", "dr.", "drs.", "dra.", "ir.", "pdt.", "drg.", "prof.")


def folded(text: str) -> str:
    """Lower case, one blank between words, compatible characters made one (Unicode NFKC), invisible ones left out."""
    return " ".join(visible(unicodedata.normalize("NFKC", text)).casefold().split())


def visible(text: str) -> str:
    """The text without marks that show nothing: joiners, soft hyphens, marks of direction (Unicode category Cf)."""
    if text.isascii():
        return text
    return "".join(mark for mark in text if unicodedata.category(mark) != "Cf")


def sorting_key(name: str, already_folded: str = "") -> tuple[str, str]:
    """The bare name without titles, then the whole, so that "Hj. Aminah" stands among the A's.

    `already_folded` is the same name folded, where it is at hand: ten thousand names are folded no second time.
    """
    bare = already_folded or folded(name)
    while bare.startswith(_TITLES):
        title, _blank, rest = bare.partition(" ")
        if title not in _TITLES or not rest:
            break
        bare = rest
    return bare, name
