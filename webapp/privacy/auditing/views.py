"""The audit log for administrators: of their organization, or of everything for the platform's."""

from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record_reading
from webapp.database import db
from webapp.directory.models import Organization
from webapp.documents.comma_separated import csv_text
from webapp.documents.sheets import CellType, Column, Sheet
from webapp.events.loading import own_organizations
from webapp.privacy.auditing import reading, words
from webapp.privacy.auditing.reading import Search
from webapp.web.access import signed_in
from webapp.web.forms import has_control_characters
from webapp.web.pages import settings

bp = Blueprint("audit", __name__, url_prefix="/manage/audit")

PER_PAGE = 50
MOST_IN_A_FILE = 50_000
LONGEST_SEARCH = 100


@bp.get("")
@signed_in
def index() -> ResponseReturnValue:
    organizations = _organizations()
    search = _search(organizations)
    page = min(max(1, request.args.get("page", 1, type=int)), 10_000)
    query = reading.found(search).offset((page - 1) * PER_PAGE).limit(PER_PAGE + 1)
    entries = db.session.scalars(query).all()
    asked: dict[str, Any] = {
        name: request.args.get(name) or None for name in ("q", "act", "since", "until", "organization")
    }
    return render_template(
        "privacy/audit.html",
        rows=reading.shown(entries[:PER_PAGE]),
        acts=words.ACTS,
        asked=asked,
        organizations=organizations,
        names={one.id: one.name for one in organizations},
        previous=url_for("audit.index", **asked, page=page - 1) if page > 1 else None,
        next=url_for("audit.index", **asked, page=page + 1) if len(entries) > PER_PAGE else None,
        tzid=settings().default_timezone,
    )


@bp.get("/export.csv")
@signed_in
def export() -> ResponseReturnValue:
    """What the search finds, the newest first, at most fifty thousand entries. Fetching it is an act, too."""
    search = _search(_organizations())
    entries = db.session.scalars(reading.found(search).limit(MOST_IN_A_FILE)).all()
    content = csv_text(_sheet(reading.shown(entries)))
    asked = {
        name: value for name, value in asdict(search).items() if value and name not in ("organization_ids", "words")
    }
    if search.words:
        asked["words"] = "…"  # what is looked for may be somebody's name, and this line stays for ever
    act = Act("audit.exported", Subject("audit"), search.organization_id, after={"entries": len(entries), **asked})
    record_reading(act, by=acting(), at=clock.now())
    headers = {
        "Content-Disposition": 'attachment; filename="catatan-perbuatan.csv"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, content_type="text/csv; charset=utf-8", headers=headers)


def _organizations() -> list[Organization]:
    """Those whose log this person may read; 404 for somebody who administers none."""
    return own_organizations(signed_in_identity(), GrantRole.ADMIN) or abort(404)


def _search(organizations: list[Organization]) -> Search:
    is_everywhere = signed_in_identity().user.is_platform_admin
    text = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    slug = request.args.get("organization", "")
    chosen = next((one for one in organizations if one.slug == slug), None)
    until = _day("until")
    return Search(
        organization_ids=None if is_everywhere else [one.id for one in organizations],
        words="" if has_control_characters(text) else text,
        act=request.args.get("act", "") if request.args.get("act") in words.ACTS else "",
        since=_day("since"),
        until=until + timedelta(days=1) if until else None,
        organization_id=chosen.id if chosen else None,
    )


def _day(name: str) -> datetime | None:
    """Midnight of that day on the installation's wall clock; nothing for what is no day."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    if not 2000 <= day.year <= 2200:
        return None
    return datetime.combine(day, time(), ZoneInfo(settings().default_timezone))


def _sheet(rows: list[reading.Shown]) -> Sheet:
    columns = (
        Column(_("Nomor"), CellType.INTEGER),
        Column(_("Waktu (UTC)"), CellType.DATETIME),
        Column(_("Perbuatan")),
        Column(_("Kode")),
        Column(_("Pelaku")),
        Column(_("Penyelenggara (nomor)")),
        Column(_("Objek")),
        Column(_("Nomor objek")),
        Column(_("Perubahan")),
    )
    cells = [
        (
            one.entry.id,
            one.entry.at,
            one.act,
            one.entry.act,
            one.actor,
            str(one.entry.organization_id or ""),
            one.entry.subject_label or one.entry.subject_kind,
            str(one.entry.subject_id or ""),
            "; ".join(f"{what}: {before} → {after}" for what, before, after in one.changes),
        )
        for one in rows
    ]
    return Sheet(_("Catatan perbuatan"), columns, cells, zone=UTC)
