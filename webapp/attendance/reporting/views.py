"""The attendance report of one event, as page and as files."""

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.models import Registration
from webapp.attendance.reporting import papers
from webapp.attendance.reporting.values import Attendee, Report, report
from webapp.documents import charts
from webapp.documents.attendance_list import Orientation, Paper, Variant
from webapp.documents.charts import Series
from webapp.events import noting
from webapp.events.loading import organizers_event
from webapp.events.models import Mode
from webapp.web.access import signed_in
from webapp.web.formatting import clock_time

bp = Blueprint("reports", __name__, url_prefix="/manage/events/<slug>")

Choice = TypeVar("Choice", bound=StrEnum)
PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/attendance")
@signed_in
def attendance(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    shown = _shown(found)
    page = max(1, request.args.get("page", 1, type=int))
    return render_template(
        "attendance/report.html",
        report=found,
        event=found.event,
        charts={"only-phone": arrival_chart(found, width=360), "only-wide": arrival_chart(found, width=640)},
        attendees=shown[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(shown),
        page=page,
        pages=-(-len(shown) // PER_PAGE) or 1,
        show=request.args.get("show", "all"),
        may_see_phones=_may(GrantRole.COMMITTEE, found),
        may_scan=_may(GrantRole.DESK, found),
        axes=axes(found),
        channel_label=papers.channel_label,
        shown_name=papers.shown_name,
    )


@bp.get("/attendance.csv")
@signed_in
def attendance_csv(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    content = papers.as_csv(found, has_full_phones=_has_asked_for_phones(found))
    _note(found, "csv")
    return _file(content, "text/csv; charset=utf-8", f"daftar-hadir-{slug}.csv")


@bp.get("/attendance.xlsx")
@signed_in
def attendance_xlsx(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    content = papers.as_xlsx(found, has_full_phones=_has_asked_for_phones(found), at=clock.now())
    _note(found, "xlsx")
    return _file(content, XLSX, f"daftar-hadir-{slug}.xlsx")


@bp.get("/attendance-list.pdf")
@signed_in
def attendance_list(slug: str) -> ResponseReturnValue:
    found = _report(slug)
    variant = _chosen(Variant, "variant", Variant.BLANK_SIGNATURE)
    with force_locale("id"):  # an official paper, whatever language the page is in
        content = papers.attendance_list(
            found,
            variant=variant,
            paper=_chosen(Paper, "paper", Paper.A4),
            orientation=_chosen(Orientation, "orientation", Orientation.PORTRAIT),
            has_full_phones=_has_asked_for_phones(found),
            at=clock.now(),
        )
    _note(found, "pdf")
    return _file(content, "application/pdf", f"daftar-hadir-{slug}-{variant}.pdf", is_inline=True)


def arrival_chart(found: Report, *, width: int) -> str:
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
    )


def axes(found: Report) -> list[tuple[str, list[tuple[str, int, None]]]]:
    """Present people by sex, regency and group; what was not stated is a row too, so every axis adds up."""
    unstated = _("Tidak disebutkan")
    sexes = {"L": _("Laki-laki"), "P": _("Perempuan")}

    def rows(counts: list[tuple[str, int]]) -> list[tuple[str, int, None]]:
        return [(name or unstated, count, None) for name, count in counts]

    def sex(one: Registration) -> str:
        return sexes.get(one.gender, "")

    def regency(one: Registration) -> str:
        return one.region.name if one.region else ""

    def group(one: Registration) -> str:
        return one.kim.name if one.kim else one.affiliation

    return [
        (_("Menurut jenis kelamin"), rows(found.counted(sex))),
        (_("Menurut kabupaten/kota"), rows(found.counted(regency))),
        (_("Menurut asal"), _shortened(rows(found.counted(group)))),
    ]


def _shortened(rows: list[tuple[str, int, None]], most: int = 12) -> list[tuple[str, int, None]]:
    """The largest rows and one for the rest, so that the chart stays readable and still adds up."""
    if len(rows) <= most:
        return rows
    rest = rows[most - 1 :]
    words = _("%(n)d asal lainnya", n=len(rest))
    return [
        *rows[: most - 1],
        (words, sum(count for _name, count, _href in rest), None),
    ]


def _report(slug: str) -> Report:
    return report(organizers_event(slug, GrantRole.VIEWER))


def _shown(found: Report) -> list[Attendee]:
    lists = {
        "present": found.present,
        "everyone": found.everyone,
        "absent": found.absent,
        "walk_ins": found.walk_ins,
        "in_person": lambda: found.present(Mode.IN_PERSON),
        "online": lambda: found.present(Mode.ONLINE),
        "outside_quota": found.outside_quota,
        "registered": found.registered,
    }
    return list(lists.get(request.args.get("show", ""), lambda: list(found.attendees))())


def _note(found: Report, form: str) -> None:
    """Who fetched how many names, and whether with their telephone numbers."""
    phones = "full" if _has_asked_for_phones(found) else "masked"
    people = len(found.attendees)
    noting.note_reading("attendance.exported", found.event, at=clock.now(), format=form, people=people, phones=phones)


def _may(least: GrantRole, found: Report) -> bool:
    return signed_in_identity().may(least, found.event.organization_id)


def _has_asked_for_phones(found: Report) -> bool:
    return request.args.get("phones") == "full" and _may(GrantRole.COMMITTEE, found)


def _chosen(choices: type[Choice], name: str, default: Choice) -> Choice:
    given = request.args.get(name)
    return choices(given) if given in {choice.value for choice in choices} else default


def _file(content: bytes, media_type: str, filename: str, *, is_inline: bool = False) -> Response:
    place = "inline" if is_inline else "attachment"
    return Response(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'{place}; filename="{filename}"',
            "Cache-Control": "private, no-store",
        },
    )
