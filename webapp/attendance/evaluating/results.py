"""What came of it: counted by question, and only where so many answered that nobody can be made out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from webapp.attendance.evaluating import queries
from webapp.attendance.evaluating.models import RATED
from webapp.database import db
from webapp.documents import charts
from webapp.documents.charts import Series, Slot, Theme
from webapp.web.formatting import decimal

FEWEST = 5
"""Below this many answers to a question nothing but their number is shown."""
QUESTIONS: dict[str, LazyString] = {
    "material": _l("Materinya bermanfaat bagi pekerjaan atau kegiatan saya"),
    "speakers": _l("Narasumber atau pemandu menyampaikan dengan jelas"),
    "service": _l("Waktu, tempat atau ruang daring, dan pelayanan panitia"),
    "overall": _l("Kegiatan ini secara keseluruhan"),
}
SHORT: dict[str, LazyString] = {
    "material": _l("Materi"),
    "speakers": _l("Penyampaian"),
    "service": _l("Penyelenggaraan"),
    "overall": _l("Keseluruhan"),
}
SCALE: dict[int, LazyString] = {
    5: _l("Baik sekali"),
    4: _l("Baik"),
    3: _l("Cukup"),
    2: _l("Kurang"),
    1: _l("Kurang sekali"),
}
WIDTHS = {"only-phone": 360, "only-wide": 640}
# From best to worst; in grey and on paper hatching tells them apart.
_SLOTS: dict[int, Slot] = {5: 1, 4: 3, 3: 2, 2: 6, 1: 4}


@dataclass(frozen=True)
class Rated:
    """One question: how often each rating was given, empty while too few answered."""

    key: str
    answered: int
    counts: Counter[int]

    @property
    def mean(self) -> float | None:
        return mean_of(self.counts)


@dataclass(frozen=True)
class Results:
    """The answers to one activity, as page, paper and recap show them."""

    came: int
    answered: int
    questions: tuple[Rated, ...]
    suggestions: tuple[tuple[str, str], ...]  # words, and whose they are, "" without a name

    @property
    def shown(self) -> list[Rated]:
        """The questions that enough have answered."""
        return [one for one in self.questions if one.counts]


def results(event_id: int) -> Results:
    """Two statements."""
    rows = db.session.execute(queries.answers(event_id)).all()
    columns = zip(*(row[:4] for row in rows), strict=True) if rows else [()] * len(RATED)
    has_enough = len(rows) >= FEWEST
    return Results(
        came=db.session.scalar(queries.came(event_id)) or 0,
        answered=len(rows),
        questions=tuple(_rated(key, given) for key, given in zip(RATED, columns, strict=True)),
        suggestions=tuple((row[4], row[5] or "") for row in rows if row[4]) if has_enough else (),
    )


def drawn(event_id: int) -> dict[str, Any]:
    """Everything that a page needs to show them: `found`, the pictures, and the words beside."""
    found = results(event_id)
    return {
        "found": found,
        "charts": {place: chart(found, width=width) for place, width in WIDTHS.items()},
        "short": SHORT,
        "scale": SCALE,
        "mean_words": mean_words,
        "fewest": FEWEST,
    }


def _rated(key: str, given: Iterable[int | None]) -> Rated:
    counts = Counter(rating for rating in given if rating is not None)
    return Rated(key, counts.total(), counts if counts.total() >= FEWEST else Counter())


def mean_of(counts: Counter[int]) -> float | None:
    """The mean of 1 to 5; None of nothing."""
    return sum(rating * n for rating, n in counts.items()) / counts.total() if counts else None


def mean_words(one: Rated) -> str:
    return _("%(mean)s dari 5", mean=decimal(one.mean)) if one.mean is not None else ""


def chart(found: Results, *, width: int, theme: Theme = "page") -> Markup:
    """The ratings as one bar a question, parted from best to worst; empty while too few answered."""
    if not found.shown:
        return Markup("")
    series = [
        Series(str(words), tuple(one.counts[rating] for one in found.shown), _SLOTS[rating])
        for rating, words in SCALE.items()
    ]
    words = _("%(n)d jawaban dari %(came)d orang yang hadir", n=found.answered, came=found.came)
    return charts.stacked_bars(
        _("Umpan balik peserta"), words, [str(SHORT[one.key]) for one in found.shown], series, width=width, theme=theme
    )
