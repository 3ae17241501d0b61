"""Charts as SVG text: bars by mode, bars by anything, arrivals over time; drawn for a page or for paper."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from markupsafe import Markup

from webapp.documents.chart_marks import Bar, Canvas, Series, Slot, Theme, number, shortened, text_width

__all__ = ["Bar", "Series", "Slot", "Theme", "arrival_curve", "horizontal_bars", "stacked_bars"]

_THICK = 16  # of a bar
_THINNEST = 2  # of a bar that is not nothing
_GAP = 1  # between two colours, where the page shows through
_BESIDE = 22  # letters of a label that still stands beside its bar; longer ones go above
_CURVE = 170  # height of the arrivals


class _Row(NamedTuple):
    name: str
    parts: Sequence[Bar]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)


def stacked_bars(
    title: str,
    description: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    theme: Theme = "page",
    width: float = 400,
    locale: str = "id",
) -> Markup:
    """One horizontal bar a category, parted by series, with its sum; the legend gives each series' sum.

    `description` says in words what the chart shows. Raises ValueError when a series has not one value a category.
    """
    canvas = Canvas(title, description, width, theme)
    top = canvas.legend(0, _sums(series, locale))
    rows = [
        _Row(name, [Bar(one.label, value, one.slot) for one, value in zip(series, values, strict=True)])
        for name, values in zip(categories, _by_category(categories, series), strict=True)
    ]
    return canvas.svg(_bars(canvas, top, rows, locale))


def horizontal_bars(
    title: str,
    description: str,
    bars: Sequence[Bar],
    *,
    theme: Theme = "page",
    width: float = 400,
    locale: str = "id",
) -> Markup:
    """One horizontal bar each, with its value; `description` says in words what the chart shows."""
    canvas = Canvas(title, description, width, theme)
    return canvas.svg(_bars(canvas, 0, [_Row(bar.label, [bar]) for bar in bars], locale))


def arrival_curve(
    title: str,
    description: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    theme: Theme = "page",
    width: float = 400,
    locale: str = "id",
) -> Markup:
    """One column a stretch of time, series stacked; `labels` are the stretches' beginnings, as many as stand are shown.

    Raises ValueError when a series has not one value a label.
    """
    canvas = Canvas(title, description, width, theme)
    top = canvas.legend(0, _sums(series, locale)) + 8
    stacks = _by_category(labels, series)
    most = _round_up(max((sum(stack) for stack in stacks), default=0))
    left = text_width(number(most, locale)) + 16
    step = (width - left) / max(len(labels), 1)
    for share in (0, 0.5, 1):
        y = top + _CURVE * (1 - share)
        canvas.line(left, y, width - left)
        canvas.text(left - 8, y + 4, number(round(most * share), locale), "chart-note", "end")
    for index, (label, stack) in enumerate(zip(labels, stacks, strict=True)):
        x, y = left + index * step, top + _CURVE
        for one, value in zip(series, stack, strict=True):
            tall = value / most * _CURVE
            y -= tall
            canvas.bar((x + _GAP / 2, y, step - _GAP, tall - _GAP), one.slot, f"{label}, {one.label}: {value}")
        if index % _every(labels, step) == 0:
            canvas.text(min(x, width - text_width(label)), top + _CURVE + 20, label, "chart-note")
    return canvas.svg(top + _CURVE + 28)


def _every(labels: Sequence[str], step: float) -> int:
    """Return 1 when every label finds room under its column, 2 when every second does, and so on."""
    return max(1, ceil((max(map(text_width, labels)) + 12) / step))


def _sums(series: Sequence[Series], locale: str) -> list[tuple[str, Slot]]:
    return [(f"{one.label}: {number(sum(one.values), locale)}", one.slot) for one in series]


def _bars(canvas: Canvas, top: float, rows: Sequence[_Row], locale: str) -> float:
    """Draw the rows from `top` and return the y below them."""
    most = max((row.total for row in rows), default=0) or 1
    longest = max((len(row.name) for row in rows), default=0)
    left = text_width("x" * longest) + 8 if longest <= _BESIDE else 0
    scale = (canvas.width - left - text_width(number(most, locale)) - 12) / most
    for row in rows:
        canvas.text(0, top + 13, shortened(row.name, canvas.width))
        top += 0 if left else 19
        x = left
        for part in row.parts:
            wide = max(part.value * scale - _GAP, min(part.value, _THINNEST))
            tip = ", ".join(dict.fromkeys((row.name, part.label)))
            canvas.bar((x, top, wide, _THICK), part.slot, f"{tip}: {part.value}")
            x += part.value * scale
        canvas.text(x + 6, top + 13, number(row.total, locale), "chart-value")
        top += _THICK + 10
    return top


def _by_category(categories: Sequence[str], series: Sequence[Series]) -> list[tuple[int, ...]]:
    if any(len(one.values) != len(categories) for one in series):
        raise ValueError("Every series needs one value for each category")
    return list(zip(*(one.values for one in series), strict=True)) or [()] * len(categories)


def _round_up(value: int) -> int:
    """Return the next even number that a scale is easily read by."""
    size: int = 10 ** (len(str(value)) - 1)
    steps = (step * size for step in (1, 2, 3, 4, 5, 6, 8, 10))
    return next((step for step in steps if value <= step and step % 2 == 0), 2)
