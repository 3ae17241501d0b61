"""Where on the earth: typed as two numbers, or taken out of a link to a map."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_NUMBER = r"([+-]?\d{1,3}(?:[.,]\d{1,9})?)"
# "-2.2136, 113.9108", "-2,2136 113,9108"; Google's @-2.2,113.9 and !3d-2.2!4d113.9; OpenStreetMap's #map=17/-2.2/113.9
_WRITTEN = (
    re.compile(rf"{_NUMBER}\s*[,; ]\s*{_NUMBER}", re.ASCII),
    re.compile(rf"geo:{_NUMBER},{_NUMBER}.*", re.ASCII),
    re.compile(rf"https?://\S*!3d{_NUMBER}!4d{_NUMBER}\S*", re.ASCII),
    re.compile(rf"https?://\S*[?&]mlat={_NUMBER}&mlon={_NUMBER}\S*", re.ASCII),
    re.compile(rf"https?://\S*(?:@|[?&](?:q|query|ll)=){_NUMBER},{_NUMBER}\S*", re.ASCII),
    re.compile(rf"https?://\S*#map=\d+/{_NUMBER}/{_NUMBER}\S*", re.ASCII),
)
LONGEST = 500


@dataclass(frozen=True)
class Point:
    """Degrees of WGS 84, to six decimals: a tenth of a metre (RFC 5545, 3.8.1.6)."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.6f}, {self.longitude:.6f}"


def read(text: str) -> Point | None:
    """The point of a text, or None where there is none on earth."""
    written = unquote(text[:LONGEST]).strip()
    found = next((match for pattern in _WRITTEN if (match := pattern.fullmatch(written))), None)
    if found is None:
        return None
    latitude, longitude = (round(float(part.replace(",", ".")), 6) for part in found.groups())
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
