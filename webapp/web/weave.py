"""The woven band that belongs to one activity: drawn from its uid, coloured by its kind."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Final, NamedTuple

from flask import g, has_app_context
from markupsafe import Markup

CELL: Final = 4
COLUMNS: Final = 8
TILE: Final = CELL * COLUMNS


class Family(NamedTuple):
    """Kinds of activity that share a colour; warp and weft are hex, `calendar` is a CSS colour name (RFC 7986, 5.9)."""

    name: str
    warp: str
    weft: str
    calendar: str


class Run(NamedTuple):
    """One strip of weft lying over the warp: left edge, top edge and width, in pixels of the tile."""

    x: float
    y: float
    width: float


AIR: Final = Family("air", "#0B5563", "#E7AE52", "teal")
MANGGIS: Final = Family("manggis", "#7B2438", "#F0C9A8", "maroon")
TANAH: Final = Family("tanah", "#5B4030", "#E9D3B0", "saddlebrown")
DAUN: Final = Family("daun", "#2F5D3A", "#CFE3B4", "darkgreen")
NILA: Final = Family("nila", "#2F3E86", "#B9C6F2", "darkslateblue")
BATU: Final = Family("batu", "#37474A", "#A9C9C6", "darkslategray")
FAMILIES: Final = (AIR, MANGGIS, TANAH, DAUN, NILA, BATU)

KINDS: Final = {
    "webinar": AIR,
    "diskusi": AIR,
    "dialog": AIR,
    "temu_wicara": MANGGIS,
    "sarasehan": MANGGIS,
    "workshop": TANAH,
    "lokakarya": TANAH,
    "anjangsana": DAUN,
    "widyawisata": DAUN,
    "diklat": NILA,
}


def family_of(kind: str) -> Family:
    """Return the colour family of a kind of activity; kinds without one of their own are stone."""
    return KINDS.get(kind, BATU)


def calendar_color(kind: str) -> str:
    """Return the CSS3 colour name that calendar programs show for this kind (RFC 7986, 5.9)."""
    return family_of(kind).calendar


def is_weft(structure: int, row: int, column: int) -> bool:
    """Tell whether the weft lies on top at this crossing; structure 0 to 7, row and column counted from the tile."""
    r, c = row % COLUMNS, column % COLUMNS
    rules = (
        (r + c) % 2 == 0,
        (r // 2 + c // 2) % 2 == 0,
        (r + c) % 4 < 2,
        (r - c) % 4 < 2,
        (r + c) % 4 < 2 if c < 4 else (r - c + 7) % 4 < 2,
        (r + c) % 4 == 0,
        (min(c, 7 - c) + min(r, 7 - r)) % 4 < 2,
        (c + 2 * r) % 4 == 0,
    )
    return rules[structure]


@lru_cache(maxsize=2048)
def weave_runs(uid: str, *, rows: int = 4) -> tuple[Run, ...]:
    """Return the strips of weft in one tile of 32 px by `rows` x 4 px; each is 3 px high and inset by half a pixel."""
    structure, shift = sha256(uid.encode()).digest()[:2]
    strips = []
    for row in range(rows):
        crossing = [is_weft(structure % 8, row + shift % 8, column) for column in range(COLUMNS)]
        strips += [Run(left, row * CELL + 0.5, width) for left, width in _runs(crossing)]
    return tuple(strips)


def weave_svg(uid: str, kind: str, *, rows: int = 4) -> Markup:
    """Draw the band (4 rows, 16 px) or panel (8 rows, 32 px) of an activity as decoration that fills its width."""
    family, height = family_of(kind), rows * CELL
    name = f"w{sha256(uid.encode()).hexdigest()[:6]}-{_next_on_page()}"
    return Markup(  # every value put in is made here: hex colours, numbers, a hash
        f'<svg class="weave" aria-hidden="true" focusable="false" width="100%" height="{height}">'
        f'<pattern id="{name}" width="{TILE}" height="{height}" patternUnits="userSpaceOnUse">'
        f'<path fill="{family.warp}" d="M0 0h{TILE}v{height}H0z"/>'
        f'<path stroke="{family.weft}" stroke-width="3" d="{_path(weave_runs(uid, rows=rows))}"/></pattern>'
        f'<rect width="100%" height="{height}" fill="url(#{name})"/></svg>'
    )


def _runs(crossing: list[bool]) -> list[tuple[float, float]]:
    """Join neighbouring crossings; a strip that leaves the tile on one side comes back on the other without a gap."""
    edges = [c for c in range(COLUMNS) if crossing[c] and (c == 0 or not crossing[c - 1])]
    wraps = crossing[0] and crossing[-1]
    strips = []
    for start in edges:
        end = next((c for c in range(start, COLUMNS) if not crossing[c]), COLUMNS)
        left = start * CELL + (0 if wraps and start == 0 else 0.5)
        right = end * CELL - (0 if wraps and end == COLUMNS else 0.5)
        strips.append((left, right - left))
    return strips


def _path(strips: Iterable[Run]) -> str:
    return "".join(f"M{run.x:g} {run.y + 1.5:g}h{run.width:g}" for run in strips)


def _next_on_page() -> int:
    """Count the patterns of this page: two with one id would share a definition that may be hidden."""
    if not has_app_context():
        return 0
    g.weaves = g.get("weaves", 0) + 1
    return int(g.weaves)
