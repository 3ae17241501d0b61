"""The weave of an activity as a strip of whole tiles, for papers and pictures."""

from functools import lru_cache

from webapp.web.weave import CELL, TILE, family_of, weave_runs


@lru_cache(maxsize=64)
def strip_svg(uid: str, kind: str, *, rows: int, tiles: int) -> str:
    """Draw `tiles` tiles side by side, as SVG with fills of its own: every program that reads PDF sets it alike."""
    family, width, height = family_of(kind), tiles * TILE, rows * CELL
    runs = weave_runs(uid, rows=rows)
    weft = "".join(f"M{tile * TILE + run.x:g} {run.y + 1.5:g}h{run.width:g}" for tile in range(tiles) for run in runs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<path fill="{family.warp}" d="M0 0h{width}v{height}H0z"/>'
        f'<path stroke="{family.weft}" stroke-width="3" d="{weft}"/></svg>'
    )
