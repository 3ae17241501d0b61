"""Charts are valid, named, true to their values, and need no inline style."""

import json
from itertools import pairwise
from xml.etree import ElementTree

import pytest
import typst

from webapp.documents import rendering, typesetting
from webapp.documents.chart_marks import Theme
from webapp.documents.charts import Bar, Series, arrival_curve, horizontal_bars, stacked_bars

SVG = "{http://www.w3.org/2000/svg}"
PLACES = ("Palangka Raya", "Kapuas", "Sukamara")
MODES = (Series("Luring", (30, 10, 0), 1), Series("Daring", (10, 10, 5), 2), Series("Tidak disebutkan", (0, 0, 1), 0))
HOURS = tuple(f"{8 + minute // 60:02d}.{minute % 60:02d}" for minute in range(0, 120, 5))
ARRIVALS = (Series("Luring", tuple(range(24)), 1), Series("Daring", tuple(range(24, 0, -1)), 2))

PAGE = b"""
#set document(title: "T", date: datetime(year: 2022, month: 3, day: 10))
#for one in json(bytes(sys.inputs.data)) { image(bytes(one), format: "svg", width: 100mm, alt: "Bagan") }
"""


def drawings(theme: Theme) -> list[str]:
    return [
        stacked_bars("Per kabupaten", "Tiga kabupaten", PLACES, MODES, theme=theme),
        horizontal_bars("Pekerjaan", "Dua pekerjaan", [Bar("Petani", 1234), Bar("Nelayan", 7, 2)], theme=theme),
        arrival_curve("Kedatangan", "Paling ramai 08.40", HOURS, ARRIVALS, theme=theme),
    ]


def bars(drawing: str, slot: str) -> list[ElementTree.Element]:
    return [box for box in ElementTree.fromstring(drawing).iter(f"{SVG}rect") if box.get("class") == f"chart-{slot}"]


@pytest.mark.parametrize("theme", ["page", "paper"])
def test_every_chart_is_a_named_image_without_inline_style_or_script(theme: Theme) -> None:
    for drawing in drawings(theme):
        root = ElementTree.fromstring(drawing)
        title, description = root[0], root[1]

        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert title.text
        assert description.text
        assert not {"style", "onload", "onclick"} & {name for element in root.iter() for name in element.attrib}
        assert not list(root.iter(f"{SVG}style")) + list(root.iter(f"{SVG}script"))


def test_a_page_has_classes_and_paper_has_fills() -> None:
    page, paper = drawings("page")[0], drawings("paper")[0]

    assert 'class="chart-1"' in page
    assert "#0B5563" not in page
    assert "class=" not in paper
    assert 'fill="#0B5563"' in paper


def test_lengths_are_in_proportion_and_parts_meet_without_overlap() -> None:
    drawing = stacked_bars("Per kabupaten", "Tiga", PLACES, MODES)
    in_person, online = bars(drawing, "1")[1:], bars(drawing, "2")[1:]  # the first of each is the legend's

    def place(box: ElementTree.Element) -> tuple[float, float]:
        return float(box.get("x", "")), float(box.get("width", "")) + 1

    assert place(in_person[0])[1] == pytest.approx(3 * place(in_person[1])[1], rel=0.01)
    assert place(online[0])[0] == pytest.approx(sum(place(in_person[0])), abs=0.1)


def test_sums_are_written_out() -> None:
    said = [text.text for text in ElementTree.fromstring(stacked_bars("T", "D", PLACES, MODES)).iter(f"{SVG}text")]

    assert said[:3] == ["Luring: 40", "Daring: 25", "Tidak disebutkan: 1"]
    assert {"40", "20", "6"} <= set(said)


def test_numbers_are_written_as_the_language_does() -> None:
    assert ">1.234</text>" in horizontal_bars("T", "D", [Bar("Petani", 1234)])
    assert ">1,234</text>" in horizontal_bars("T", "D", [Bar("Farmers", 1234)], locale="en")


def test_a_small_number_is_still_seen_and_nothing_is_not() -> None:
    drawing = horizontal_bars("T", "D", [Bar("Banyak", 100_000), Bar("Satu", 1, 2), Bar("Nol", 0, 3)])

    assert float(bars(drawing, "2")[0].get("width", "")) > 0
    assert bars(drawing, "3") == []


def test_labels_that_look_like_markup_stay_text() -> None:
    name = '<script>alert("1")</script> & <b>'
    ElementTree.fromstring(horizontal_bars("T", "D", [Bar("A\x00\x1b\ud800\ufffe", 3)]))
    root = ElementTree.fromstring(horizontal_bars(name, name, [Bar(name, 3)]))

    assert root[0].text == name
    assert next(root.iter(f"{SVG}text")).text == name


def test_a_label_longer_than_the_chart_is_cut_in_sight() -> None:
    root = ElementTree.fromstring(horizontal_bars("T", "D", [Bar("Kelompok " * 20, 3)], width=320))

    assert str(next(root.iter(f"{SVG}text")).text).endswith("…")


def test_hours_under_the_arrivals_do_not_run_into_each_other() -> None:
    drawing = arrival_curve("T", "D", HOURS, ARRIVALS, width=320)
    places = [
        float(text.get("x", "")) for text in ElementTree.fromstring(drawing).iter(f"{SVG}text") if text.text in HOURS
    ]

    assert len(places) > 2
    assert all(right - left >= 36 for left, right in pairwise(places))


def test_a_chart_of_nothing_is_still_a_chart() -> None:
    for drawing in (
        stacked_bars("T", "D", [], []),
        stacked_bars("T", "D", PLACES, [Series("Luring", (0, 0, 0), 1)]),
        horizontal_bars("T", "D", []),
        arrival_curve("T", "D", [], []),
        arrival_curve("T", "D", HOURS[:1], [Series("Luring", (0,), 1)]),
    ):
        ElementTree.fromstring(drawing)


def test_a_series_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="one value for each"):
        stacked_bars("T", "D", PLACES, [Series("Luring", (1, 2), 1)])


def test_the_drawing_for_paper_is_set_by_typst_as_it_is() -> None:
    compiler = typst.Compiler(font_paths=typesetting.fonts(str(rendering.fonts_dir())))
    made, warnings = compiler.compile_with_warnings(
        PAGE,
        format="pdf",
        sys_inputs={"data": json.dumps(drawings("paper"))},
        pdf_standards=typesetting.ARCHIVAL,
    )

    assert isinstance(made, bytes)
    assert warnings == []
