"""Colours read well in both themes, and a first visit is light."""

import re
from pathlib import Path

import pytest

from webapp.web import assets

CSS = Path(__file__).parents[2] / "webapp/assets/css"
TOKENS = (CSS / "base/tokens.css").read_text()
BLOCKS = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)) for block in TOKENS.split("\n\n")]
LIGHT = next(block for block in BLOCKS if "page" in block)
DARK_BY_SYSTEM, DARK_BY_CHOICE = [block for block in BLOCKS if "page" in block and block is not LIGHT]

READ_ON_PAGE = ["ink", "muted", "primary", "rotan-ink", "ok", "warn", "bad", "info"]
SEEN_ON_PAGE = ["edge", "rotan", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"]


def luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
@pytest.mark.parametrize("name", READ_ON_PAGE)
def test_text_reads_on_page_and_band(theme: dict[str, str], name: str) -> None:
    assert contrast(theme[name], theme["page"]) >= 4.5
    assert contrast(theme[name], theme["band"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
@pytest.mark.parametrize("name", SEEN_ON_PAGE)
def test_shapes_stand_out_from_page_and_band(theme: dict[str, str], name: str) -> None:
    assert contrast(theme[name], theme["page"]) >= 3
    assert contrast(theme[name], theme["band"]) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["primary", "ok", "warn", "bad", "info"])
def test_state_reads_on_its_own_soft_ground(theme: dict[str, str], name: str) -> None:
    assert contrast(theme[name], theme[f"{name}-soft"]) >= 4.5
    assert contrast(theme["ink"], theme[f"{name}-soft"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
def test_words_read_on_buttons_notes_and_wells(theme: dict[str, str]) -> None:
    assert contrast(theme["on-primary"], theme["primary"]) >= 4.5
    assert contrast(theme["on-primary"], theme["primary-hover"]) >= 4.5
    assert contrast(theme["rotan-ink"], theme["rotan-soft"]) >= 4.5
    assert contrast(theme["muted"], theme["sunk"]) >= 4.5
    assert contrast(theme["page"], theme["bad"]) >= 4.5


def test_dark_is_the_same_by_system_and_by_choice() -> None:
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE


def built_size(name: str, suffix: str = "") -> int:
    return (assets.STATIC / (assets.manifest()[name] + suffix)).stat().st_size


def test_a_first_visit_is_light() -> None:
    styles, script = built_size("css/site.css", ".br"), built_size("js/site.js", ".br")
    typeface = built_size("assets/plus-jakarta-sans-latin-wght-normal.woff2")

    assert styles <= 20_000
    assert script <= 3_000
    assert styles + script + typeface <= 60_000  # leaves 40 kB for the page itself
