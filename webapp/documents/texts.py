"""Text as people typed it, made safe for every format without changing what is read."""

import unicodedata

# Overrides and isolates reorder what follows them: in a list they would turn a neighbour's line around.
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Draws a box around the digit before it (Unicode 16, 23.4): no typeface of the papers can, and the digit says it all.
_KEYCAP = "\u20e3"
_BREAKS = frozenset("\n\r\t\v\f\x85\u2028\u2029")


def clean(text: str, *, lines: bool = False) -> str:
    """Return `text` without control characters, lone surrogates, noncharacters (all refused by XML) and overrides.

    Line breaks and tabs become spaces; with `lines` the breaks stay, as "\\n".
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n") if lines else text
    return "".join(_kept(character, lines=lines) for character in text)


def _kept(character: str, *, lines: bool) -> str:
    if character in _BREAKS:
        return "\n" if lines and character != "\t" else " "
    if (
        character == _KEYCAP
        or character in _DIRECTION
        or unicodedata.category(character) in ("Cc", "Cs")
        or ord(character) & 0xFFFE == 0xFFFE
    ):
        return ""
    return character
