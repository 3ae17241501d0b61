"""The few marks that charts are drawn with, on a page (classes, no inline styles) or on paper (fills and hatching)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from markupsafe import Markup, escape

from webapp.documents.texts import clean

Theme = Literal["page", "paper"]
Slot = Literal[0, 1, 2, 3, 4, 5, 6]
"""Place in the order of colours: 1 is in person, 2 online, 0 "Tidak disebutkan"."""

_FILLS = ("#E6EDEB", "#0B5563", "#B9771A", "#5A7D2A", "#8C3B4A", "#4B5AA8", "#6B5B4D")
_EDGE = "#7A8884"
# White lines over the colours, so that a copy in grey still tells them apart; the first stays whole.
_HATCHES = ("", "", "M0 6 6 0", "M0 3h6", "M3 0v6", "M0 6 6 0M0 0l6 6", "M2 3h2")
_TEXTS = {
    "chart-label": 'font-family="Plus Jakarta Sans" font-size="13" font-weight="500" fill="#13211F"',
    "chart-value": 'font-family="Plus Jakarta Sans" font-size="13" font-weight="700" fill="#13211F"',
    "chart-note": 'font-family="Plus Jakarta Sans" font-size="13" font-weight="500" fill="#51605C"',
}
_AXIS = 'stroke="#D3DCD9" stroke-width="1"'


@dataclass(frozen=True, slots=True)
class Series:
    """One colour through the whole chart: a value for each category or time."""

    label: str
    values: tuple[int, ...]
    slot: Slot


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of its own."""

    label: str
    value: int
    slot: Slot = 1


@dataclass
class Canvas:
    """An SVG in the making; x to the right and y down, in pixels."""

    title: str
    description: str
    width: float
    theme: Theme
    marks: list[str] = field(default_factory=list)
    hatched: dict[Slot, str] = field(default_factory=dict)

    def bar(self, box: tuple[float, float, float, float], slot: Slot, tip: str) -> None:
        """A box (x, y, width, height) in the colour of `slot`; `tip` is what a pointer over it is told."""
        x, y, width, height = box
        if width <= 0 or height <= 0:
            return
        shape = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        self.marks.append(f"<rect {self._fill(slot)} {shape}><title>{_written(tip)}</title></rect>")
        if _HATCHES[slot]:
            self.hatched[slot] = self.hatched.get(slot, "") + f"M{x:g} {y:g}h{width:g}v{height:g}h-{width:g}z"

    def text(self, x: float, y: float, words: str, kind: str = "chart-label", anchor: str = "start") -> None:
        """A line of text whose baseline begins, ends or is centred at (x, y)."""
        look = _TEXTS[kind] if self.theme == "paper" else f'class="{kind}"'
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.marks.append(f'<text {look} x="{x:g}" y="{y:g}"{place}>{_written(words)}</text>')

    def line(self, x: float, y: float, length: float) -> None:
        """A horizontal line of the scale."""
        look = _AXIS if self.theme == "paper" else 'class="chart-axis"'
        self.marks.append(f'<path {look} d="M{x:g} {y:g}h{length:g}"/>')

    def legend(self, y: float, entries: Iterable[tuple[str, Slot]]) -> float:
        """Write the series' names, broken into lines; return the y below them."""
        x, line = 0.0, y
        for words, slot in entries:
            width = 18 + text_width(words)
            if x and x + width > self.width:
                x, line = 0.0, line + 22
            self.bar((x, line, 12, 12), slot, words)
            self.text(x + 18, line + 11, words, "chart-note")
            x += width + 16
        return line + 26

    def svg(self, height: float) -> Markup:
        """Return the drawing, which fills its column up to its own width."""
        key = sha256("".join((self.title, *self.marks)).encode()).hexdigest()[:6]
        look = 'class="chart" ' if self.theme == "page" else f'width="{self.width:g}" height="{height:g}" '
        return Markup(
            f'<svg xmlns="http://www.w3.org/2000/svg" {look}viewBox="0 0 {self.width:g} {height:g}" role="img" '
            f'aria-labelledby="t{key} d{key}"><title id="t{key}">{_written(self.title)}</title>'
            f'<desc id="d{key}">{_written(self.description)}</desc>{"".join(self.marks)}{self._hatching(key)}</svg>'
        )

    def _fill(self, slot: Slot) -> str:
        if self.theme == "page":
            return f'class="chart-{slot or "none"}"'
        return f'fill="{_FILLS[slot]}"' + (f' stroke="{_EDGE}"' if slot == 0 else "")

    def _hatching(self, key: str) -> str:
        look = 'class="chart-hatch" ' if self.theme == "page" else ""
        return "".join(
            f'<pattern id="h{key}{slot}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<path fill="none" stroke="#fff" stroke-width="1.6" d="{_HATCHES[slot]}"/></pattern>'
            f'<path {look}fill="url(#h{key}{slot})" d="{outline}"/>'
            for slot, outline in sorted(self.hatched.items())
        )


def _written(words: str) -> Markup:
    return escape(clean(words))


def text_width(words: str) -> float:
    """Roughly how wide a label of 13 px is; our typeface takes a little over half its size a letter."""
    return 7.2 * len(words)


def shortened(words: str, width: float) -> str:
    """Cut a label that would overrun `width`; the table beside the chart has it whole."""
    room = int(width / 7.2)
    return words if len(words) <= room else words[: max(room - 1, 1)].rstrip() + "…"


def number(value: int, locale: str) -> str:
    """1.234 in Indonesian, 1,234 in English."""
    return f"{value:,}" if locale == "en" else f"{value:,}".replace(",", ".")
