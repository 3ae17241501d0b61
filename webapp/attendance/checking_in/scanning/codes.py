"""What was presented: a ticket's code, its address, a short code for the desk, or anything else."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a code was written; only the first two can belong to a ticket."""

    TICKET = "ticket"
    SHORT = "short"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Code:
    """A code in its one canonical form: bare and upper case, the short one with its dash."""

    form: Form
    text: str

    @property
    def hash(self) -> str:
        """sha256 of the canonical form: what the log keeps instead of the code itself."""
        return hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()


# The bare code, or the end of its address with whatever a file type or a query adds behind it.
_TICKET = re.compile(r"(?:[A-Z]+://[^/\s]+/T/|/T/)?([A-Z2-7]{26})(?:[./?#][!-~]*)?")
_SHORT = re.compile(r"([0-9A-Z]{2})-?([0-9A-Z]{4})")
# Phones and papers write a dash in many ways, and people leave blanks around it.
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*|(?<=^..)\s+(?=....$)")


def parsed_code(presented: str) -> Code:
    """The code in what a camera, a keyboard or a program sent; any case, with or without the dash."""
    text = presented.strip()
    upper = text.upper()
    if upper.isascii() and (found := _TICKET.fullmatch(upper)):
        return Code(Form.TICKET, found[1])
    dashed = _DASHES.sub("-", upper) if len(upper) <= 12 else upper
    if dashed.isascii() and (found := _SHORT.fullmatch(dashed)):
        return Code(Form.SHORT, f"{found[1]}-{found[2]}")
    return Code(Form.OTHER, text)
