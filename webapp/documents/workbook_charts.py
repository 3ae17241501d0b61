"""Charts that Excel draws itself, from the cells of a sheet: they move with the numbers."""

from typing import TYPE_CHECKING

from webapp.documents.sheets import Sheet, SheetChart

if TYPE_CHECKING:
    import xlsxwriter

_COLOURS = ("#0B5563", "#B9771A", "#5A7D2A", "#8C3B4A", "#4B5AA8", "#6B5B4D")
_HEIGHT = 300  # pixels
_ROWS_EACH = 17  # that a chart covers


def draw(book: "xlsxwriter.Workbook", sheet: Sheet, name: str) -> None:
    """Put the charts of `sheet` to the right of its columns, one below the other; none for an empty table."""
    if not sheet.rows:
        return
    page = book.get_worksheet_by_name(name)
    for number, chart in enumerate(sheet.charts):
        made = book.add_chart({"type": "bar", "subtype": "stacked"})
        for index, column in enumerate(chart.values):
            made.add_series(_series(sheet, chart, name, column, _COLOURS[index % len(_COLOURS)]))
        made.set_title({"name": chart.title, "name_font": {"size": 12}})
        made.set_legend({"position": "bottom"} if len(chart.values) > 1 else {"none": True})
        made.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
        made.set_size({"width": 640, "height": max(_HEIGHT, 24 * len(sheet.rows))})
        page.insert_chart(1 + number * _ROWS_EACH, len(sheet.columns) + 1, made)


def _series(sheet: Sheet, chart: SheetChart, name: str, column: int, colour: str) -> dict[str, object]:
    last = len(sheet.rows)
    return {
        "name": [name, 0, column],
        "categories": [name, 1, chart.categories, last, chart.categories],
        "values": [name, 1, column, last, column],
        "fill": {"color": colour},
        "gap": 40,
    }
