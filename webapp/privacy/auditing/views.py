"""The audit log for administrators: of their organization, or of everything for the platform's."""

from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record, record_reading
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.loading import own_organizations
from webapp.privacy.auditing import exporting, reading, words
from webapp.privacy.auditing.reading import Search
from webapp.web.access import signed_in
from webapp.web.forms import has_control_characters
from webapp.web.pages import settings
from webapp.work import asking

bp = Blueprint("audit", __name__, url_prefix="/manage/audit")

PER_PAGE = 50
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
        is_large=exporting.is_large(search),
    )


@bp.get("/export.csv")
@signed_in
def export() -> ResponseReturnValue:
    """What the search finds, the newest first, at once and of any size. Fetching it is an act, too."""
    search = _search(_organizations())
    file = exporting.made(search)
    record_reading(_act(search), by=acting(), at=clock.now())
    return Response(file.content, content_type=file.media_type, headers=file.headers)


@bp.post("/files")
@signed_in
def create_file() -> ResponseReturnValue:
    """The same, asked of the worker; a search by words is only made at once."""
    search, at = _search(_organizations()), clock.now()
    if search.words:
        abort(400)
    wanted = exporting.order(search, back=url_for("audit.index"))
    job = asking.ask(wanted, owner_id=signed_in_identity().user.id, at=at)
    record(_act(search), by=acting(), at=at)
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


def _act(search: Search) -> Act:
    """Somebody fetched what a search finds."""
    asked = {
        name: value for name, value in asdict(search).items() if value and name not in ("organization_ids", "words")
    }
    if search.words:
        asked["words"] = "…"  # what is looked for may be somebody's name, and this line stays for ever
    after = {"entries": exporting.size(search), **asked}
    return Act("audit.exported", Subject("audit"), search.organization_id, after=after)


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
