"""An activity's weave never changes, stays small, and is only decoration."""

from xml.etree import ElementTree

import pytest
from flask import Flask

from webapp.web.weave import FAMILIES, calendar_color, family_of, is_weft, weave_runs, weave_svg

UIDS = [f"0b0e7a52-0000-4000-8000-{number:012d}" for number in range(64)]
SVG = "{http://www.w3.org/2000/svg}"


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("rows", [4, 8])
@pytest.mark.parametrize("uid", UIDS)
def test_a_band_weighs_at_most_800_bytes(uid: str, rows: int) -> None:
    assert len(weave_svg(uid, "webinar", rows=rows).encode()) <= 800


def test_the_same_uid_gives_the_same_weave_for_ever() -> None:
    assert weave_svg(UIDS[0], "webinar") == weave_svg(UIDS[0], "webinar")


def test_different_activities_use_all_eight_structures() -> None:
    shapes = {tuple(weave_runs(uid, rows=8)) for uid in UIDS}

    assert len(shapes) > 20


def test_two_bands_on_one_page_have_ids_of_their_own() -> None:
    with Flask(__name__).app_context():
        ids = {ElementTree.fromstring(weave_svg(UIDS[0], "webinar")).find(".//pattern").get("id") for _ in range(3)}  # type: ignore[union-attr]

    assert len(ids) == 3


def test_it_is_hidden_from_readers_and_carries_no_inline_style() -> None:
    band = ElementTree.fromstring(weave_svg(UIDS[0], "webinar"))

    assert band.get("aria-hidden") == "true"
    assert all(element.get("style") is None for element in band.iter())


def test_a_panel_is_twice_as_high_as_a_band() -> None:
    heights = [ElementTree.fromstring(weave_svg(UIDS[0], "diklat", rows=rows)).get("height") for rows in (4, 8)]

    assert heights == ["16", "32"]


@pytest.mark.parametrize(
    ("structure", "first_row"),
    [
        (0, "x.x.x.x."),
        (1, "xx..xx.."),
        (2, "xx..xx.."),
        (3, "x..xx..x"),
        (4, "xx....xx"),
        (5, "x...x..."),
        (6, "xx....xx"),
        (7, "x...x..."),
    ],
)
def test_structure_follows_its_rule(structure: int, first_row: str) -> None:
    drawn = "".join("x" if is_weft(structure, 0, column) else "." for column in range(8))

    assert drawn == first_row


@pytest.mark.parametrize("uid", UIDS)
def test_strips_stay_inside_the_tile_and_never_touch(uid: str) -> None:
    strips = weave_runs(uid, rows=8)

    assert all(run.x >= 0 and run.x + run.width <= 32 and run.width >= 3 for run in strips)
    rights = {(run.y, run.x + run.width) for run in strips if run.x + run.width < 32}
    assert rights.isdisjoint({(run.y, run.x) for run in strips})


@pytest.mark.parametrize("family", FAMILIES)
def test_white_text_reads_well_on_every_warp(family: object) -> None:
    assert contrast(family.warp, "#FFFFFF") >= 7  # type: ignore[attr-defined]
    assert contrast(family.warp, family.weft) >= 4  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "name", "color"),
    [
        ("webinar", "air", "teal"),
        ("sarasehan", "manggis", "maroon"),
        ("lokakarya", "tanah", "saddlebrown"),
        ("widyawisata", "daun", "darkgreen"),
        ("diklat", "nila", "darkslateblue"),
        ("mediasi", "batu", "darkslategray"),
        ("something new", "batu", "darkslategray"),
    ],
)
def test_kind_has_a_family_and_a_calendar_color(kind: str, name: str, color: str) -> None:
    assert (family_of(kind).name, calendar_color(kind)) == (name, color)
