"""Names and words folded for comparing and sorting, never for showing."""

import unicodedata

# Titles before a name do not decide its place in a list.
_TITLES = ("h.", "hj.", "dr.", "drs.", "dra.", "ir.", "pdt.", "drg.", "prof.")


def folded(text: str) -> str:
    """Lower case, one blank between words, compatible characters made one (Unicode NFKC)."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def sorting_key(name: str) -> tuple[str, str]:
    """The bare name without titles, then the whole, so that "Hj. Aminah" stands among the A's."""
    words = folded(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words), name
