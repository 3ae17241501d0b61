"""The trend of a recap as SVG: one column an activity while they are few, else one a month."""

from collections import Counter

from flask_babel import gettext as _
from markupsafe import Markup

from webapp.attendance.recapping.values import Recap
from webapp.documents import charts
from webapp.documents.charts import Series, Theme
from webapp.web.formatting import local, month_year, short_date

MOST_COLUMNS = 24
WIDTHS = {"only-phone": 360, "only-wide": 720}


def trend(found: Recap) -> dict[str, Markup]:
    """The picture for narrow and for wide screens; empty without attendances."""
    return {place: picture(found, width=width) for place, width in WIDTHS.items()} if found.came else {}


def picture(found: Recap, *, width: int, theme: Theme = "page") -> Markup:
    labels, series = stretches(found)
    title = _("Kehadiran per kegiatan") if len(found.events) <= MOST_COLUMNS else _("Kehadiran per bulan")
    most = max(map(sum, zip(*(one.values for one in series), strict=True)), default=0)
    words = _("Terbanyak %(n)d kehadiran", n=most)
    return charts.arrival_curve(title, words, labels, series, width=width, theme=theme)


def stretches(found: Recap) -> tuple[list[str], list[Series]]:
    """The words under the columns, and what each holds; those outside the quota apart when there are any."""
    is_short = len(found.events) <= MOST_COLUMNS
    labels: list[str] = []
    counts: dict[str, Counter[int]] = {"in_person": Counter(), "online": Counter(), "outside": Counter()}
    for line in found.lines:
        day = local(line.event.dtstart, found.period.tzid).date()
        label = short_date(day)[:5] if is_short else month_year(day, short=True)
        if is_short or not labels or labels[-1] != label:
            labels.append(label)
        for name, counter in counts.items():
            counter[len(labels) - 1] += getattr(line, name)
    series = [
        Series(_("Luring"), _values(counts["in_person"], labels), 1),
        Series(_("Daring"), _values(counts["online"], labels), 2),
    ]
    if any(counts["outside"].values()):
        series.append(Series(_("Di luar kuota"), _values(counts["outside"], labels), 3))
    return labels, series


def _values(counter: Counter[int], labels: list[str]) -> tuple[int, ...]:
    return tuple(counter[n] for n in range(len(labels)))
