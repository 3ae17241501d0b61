"""The directory of KIM and forums, the page of each, and how far they reach. No member's name stands here."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from webapp import clock
from webapp.attendance.reaching import covering, queries, tiles
from webapp.database import db
from webapp.directory import queries as directory
from webapp.directory.groups import finding, listing
from webapp.directory.groups import queries as groups
from webapp.directory.groups.filters import GroupFilters, page_of, parse
from webapp.directory.groups.models import GroupProfile
from webapp.directory.models import Organization, OrganizationKind, Region
from webapp.directory.regions import home_regencies
from webapp.events import presenting
from webapp.events.filters import is_slug
from webapp.files.delivering import deliver
from webapp.web.access import public
from webapp.web.bodies import json_answer
from webapp.web.compressing import compress

bp = Blueprint("kim", __name__, url_prefix="/kim")
bp.after_request(compress)

SHOWN = 50


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """Every group that stands, by name, narrowed by words and region."""
    filters = parse(request.args)
    found = listing.page_of_groups(queries.listed(filters, at=clock.now()), number=page_of(request.args))
    return render_template(
        "attendance/kim.html",
        found=found,
        filters=filters,
        regions=home_regencies(),
        region_name=_region_name(filters),
        page_args=lambda number: filters.as_args() | {"page": number},
    )


@bp.get("/suggestions")
@public
def suggestions() -> ResponseReturnValue:
    """The names that fit what is being typed into a form. The same for everybody, so anybody may keep them a while."""
    answer = json_answer({"names": finding.suggested_names(parse(request.args).q)})
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@bp.get("/forums")
@public
def forums() -> ResponseReturnValue:
    sizes = dict(db.session.execute(groups.forum_sizes()).all())
    found = db.session.scalars(groups.forums().options(*directory.WITH_REGION)).all()
    return render_template("attendance/kim_forums.html", forums=found, sizes=sizes)


@bp.get("/coverage")
@public
def coverage() -> ResponseReturnValue:
    found = covering.cover(at=clock.now())
    return render_template(
        "attendance/kim_coverage.html", found=found, tiles=tiles.tiles(found.rows), size=(tiles.WIDTH, tiles.HEIGHT)
    )


@bp.get("/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """A KIM or a forum: where it is at home, what it holds, where it was."""
    organization = _organization(slug)
    at = clock.now()
    came = db.session.execute(queries.history(organization.id)).all()
    return render_template(
        "attendance/kim_show.html",
        organization=organization,
        profile=db.session.scalar(groups.profile(slug)),
        people=dict(db.session.execute(groups.gender_counts(organization.id)).all()),
        forums=db.session.scalars(groups.forums_of(organization.id)).all(),
        gathered=_gathered(organization),
        held=[presenting.card(one, at=at) for one in db.session.scalars(queries.held_by(organization.id).limit(SHOWN))],
        came=came[:SHOWN],
        attendances=sum(people for _event, people in came),
        times=len(came),
        has_logo=db.session.scalar(directory.logo(organization.id)) is not None,
    )


@bp.get("/<slug>/logo")
@public
def logo(slug: str) -> ResponseReturnValue:
    found = db.session.scalar(directory.logo(_organization(slug).id))
    return deliver(found.file, is_public=True) if found else abort(404)


def _organization(slug: str) -> Organization:
    """The KIM or forum of this address, or 404: offices are found through what they hold."""
    asked = directory.organization(slug).where(Organization.kind.in_([OrganizationKind.KIM, OrganizationKind.FORUM]))
    found = db.session.scalar(asked.options(*directory.WITH_REGION)) if is_slug(slug) else None
    return found or abort(404)


def _gathered(organization: Organization) -> list[GroupProfile]:
    if organization.kind is not OrganizationKind.FORUM:
        return []
    return list(db.session.scalars(groups.gathered(organization.id)))


def _region_name(filters: GroupFilters) -> str:
    if not filters.region:
        return ""
    return db.session.scalar(select(Region.name).where(Region.code == filters.region)) or _("Wilayah tidak dikenal")
