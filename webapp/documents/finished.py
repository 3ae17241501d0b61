"""A document that is done: its bytes, what they are, and the name under which they are kept."""

from dataclasses import dataclass

PDF, PNG = "application/pdf", "image/png"
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class File:
    """`is_inline`: shown in the browser at first, like a paper, instead of being saved."""

    content: bytes
    media_type: str
    name: str
    is_inline: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """Of an answer that holds it. It is made for one person at one moment, so nobody keeps the answer."""
        place = "inline" if self.is_inline else "attachment"
        return {"Content-Disposition": f'{place}; filename="{self.name}"', "Cache-Control": "private, no-store"}
