"""The dashboard of one event: the curve of arrivals, and who came by every axis, each row a way to its list."""

from flask import url_for
from flask_babel import gettext as _

from webapp.attendance.reporting.axes import UNSTATED, Axis
from webapp.attendance.reporting.axes import axes as all_axes
from webapp.attendance.reporting.values import Report
from webapp.documents import charts
from webapp.documents.charts import Series, Theme
from webapp.web.formatting import clock_time, short_date

WIDTHS = {"only-phone": 360, "only-wide": 640}
Row = tuple[str, int, str | None]


def arrivals(found: Report) -> dict[str, str]:
    """The arrival curve for narrow and for wide screens; empty while nobody came."""
    return (
        {place: arrival_chart(found, width=width) for place, width in WIDTHS.items()} if found.arrivals.starts else {}
    )


def arrival_chart(found: Report, *, width: int, theme: Theme = "page") -> str:
    """The arrival curve as SVG, drawn for a width so that its words keep their size; empty while nobody came."""
    spans = found.arrivals
    if not spans.starts:
        return ""
    labels = [clock_time(start, found.event.tzid, with_zone=False) for start in spans.starts]
    minutes = int(spans.width.total_seconds() // 60)
    series = [Series(_("Luring"), spans.in_person, 1), Series(_("Daring"), spans.online, 2)]
    if any(spans.outside_quota):
        series.append(Series(_("Di luar kuota"), spans.outside_quota, 3))
    return charts.arrival_curve(
        _("Kedatangan per %(n)d menit", n=minutes),
        _(
            "Puncak %(n)d orang",
            n=max(map(sum, zip(spans.in_person, spans.online, spans.outside_quota, strict=True))),
        ),
        labels,
        series,
        width=width,
        theme=theme,
    )


def axes(found: Report) -> list[tuple[str, str, list[Row]]]:
    """What was not stated is a row too, so every axis adds up; rows of nobody are left out."""
    shown: list[tuple[str, str, list[Row]]] = []
    for axis in all_axes().values():
        counted = [(value, n) for value, n in found.by(axis) if n or not value]
        rows: list[Row] = [(axis.words(value), n, _behind(found, axis.key, value)) for value, n in counted]
        shown.append((axis.key, str(axis.title), rows))
    return [*shown, ("group", _("Menurut kelompok"), _groups(found))]


def _groups(found: Report) -> list[Row]:
    named = found.by(Axis("group", UNSTATED, {}))
    largest = sorted(named, key=lambda pair: (pair[0] == "", -pair[1], pair[0]))
    return _shortened(
        [(name or str(UNSTATED), n, _behind(found, "group", name)) for name, n in largest if n or not name]
    )


def sessions(found: Report) -> list[Row]:
    """How many came to each session, where there are several."""
    event = found.event
    if len(event.sessions) < 2:
        return []
    counts = found.presences.sessions
    return [
        (
            f"{one.title or _('Sesi %(n)d', n=n)} · {short_date(one.dtstart, event.tzid)}",
            counts[one.id],
            url_for("reports.attendance", slug=event.slug, session=one.id, _anchor="list"),
        )
        for n, one in enumerate(event.sessions, 1)
    ]


def _behind(found: Report, key: str, value: str) -> str:
    return url_for("reports.attendance", slug=found.event.slug, axis=key, value=value or None, _anchor="list")


def _shortened(rows: list[Row], most: int = 12) -> list[Row]:
    """The largest rows and one for the rest, so that the chart stays readable and still adds up."""
    if len(rows) <= most:
        return rows
    rest = rows[most - 1 :]
    words = _("%(n)d asal lainnya", n=len(rest))
    return [
        *rows[: most - 1],
        (words, sum(count for _name, count, _href in rest), None),
    ]
