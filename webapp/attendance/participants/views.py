"""The committee's page of one participant: what is known, and what may be put right."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.certifying import queries as certificates
from webapp.attendance.models import Registration
from webapp.attendance.outbox import queries as outbox
from webapp.attendance.outbox.wording import kind_label
from webapp.attendance.participants import queries
from webapp.attendance.questions import queries as questions
from webapp.attendance.questions.asking import shown
from webapp.attendance.registering import answers, guardians, merging, offers
from webapp.attendance.registering.cancelling import cancel
from webapp.attendance.registering.correcting import correct, substitute
from webapp.attendance.registering.details import DetailsForm, GuardianForm, SubstituteForm
from webapp.attendance.registering.models import PersonMerge
from webapp.attendance.registering.promoting import tell
from webapp.attendance.registering.switching import switch_mode
from webapp.attendance.ticketing import papers, wording
from webapp.attendance.ticketing.issuing import reissue
from webapp.attendance.ticketing.responses import private
from webapp.attendance.verdicts.explaining import lines_of
from webapp.audit.acts import About
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import loading, noting
from webapp.events.filters import is_slug
from webapp.events.loading import organizers_event
from webapp.events.models import Mode
from webapp.messages.models import MessageState
from webapp.web.access import signed_in

# What is said when it is done, by the name under which the audit log keeps it.
SAID = {
    "registration.corrected": _l("Data sudah dibetulkan."),
    "registration.substituted": _l("Penggantinya sudah dicatat, dan tiket baru sudah dibuat."),
    "registration.permitted": _l("Izin wali sudah dicatat."),
    "ticket.reissued": _l("Tiket baru sudah dibuat. Kode dan tautan lama tidak berlaku lagi."),
    "registration.switched": _l("Cara ikut sudah diganti."),
    "registration.cancelled": _l("Pendaftaran sudah dibatalkan."),
    "person.merged": _l("Keduanya sekarang tercatat sebagai satu orang."),
    "person.parted": _l("Keduanya dipisahkan kembali."),
}

bp = Blueprint(
    "participants", __name__, url_prefix="/manage/events/<slug>/participants/<int(max=2147483647):registration_id>"
)


@bp.get("")
@signed_in
def show(slug: str, registration_id: int) -> ResponseReturnValue:
    return _page(_registration(slug, registration_id, GrantRole.VIEWER))


@bp.post("/details")
@signed_in
def update_details(slug: str, registration_id: int) -> ResponseReturnValue:
    form = DetailsForm()
    if not form.validate():
        return _again(slug, registration_id, details=form)
    registration = _registration(slug, registration_id)
    return _done(slug, registration, "registration.corrected", lambda at: correct(registration, form.details(), at=at))


@bp.post("/substitution")
@signed_in
def create_substitution(slug: str, registration_id: int) -> ResponseReturnValue:
    """Somebody else comes instead; both names are kept, and the old code admits nobody any more."""
    form = SubstituteForm()
    if not form.validate():
        return _again(slug, registration_id, substitute=form)
    registration = _registration(slug, registration_id)

    def act(at: Any) -> None:
        substitute(registration, name=form.name.data or "", phone=form.parsed_phone, at=at)
        reissue(registration, at=at)
        tell(registration, at=at)

    return _done(slug, registration, "registration.substituted", act)


@bp.post("/guardian")
@signed_in
def create_guardian(slug: str, registration_id: int) -> ResponseReturnValue:
    """A letter or a word of the parents reached the committee."""
    form = GuardianForm()
    if not form.validate():
        return _again(slug, registration_id, guardian=form)
    registration = _registration(slug, registration_id)
    given = {"name": form.name.data or "", "relation": form.relation.data or "", "channel": "committee"}
    return _done(
        slug, registration, "registration.permitted", lambda at: guardians.permit(registration, **given, at=at)
    )


@bp.post("/ticket")
@signed_in
def create_ticket(slug: str, registration_id: int) -> ResponseReturnValue:
    """A new code; the old one and the links that went with it end."""
    registration = _registration(slug, registration_id)

    def act(at: Any) -> None:
        reissue(registration, at=at)
        tell(registration, at=at)

    return _done(slug, registration, "ticket.reissued", act)


@bp.post("/mode")
@signed_in
def update_mode(slug: str, registration_id: int) -> ResponseReturnValue:
    wanted = request.form.get("mode", "")
    if wanted not in set(Mode):
        abort(400)
    registration = _registration(slug, registration_id)
    return _done(slug, registration, "registration.switched", lambda at: switch_mode(registration, Mode(wanted), at=at))


@bp.post("/cancellation")
@signed_in
def create_cancellation(slug: str, registration_id: int) -> ResponseReturnValue:
    registration = _registration(slug, registration_id)
    return _done(slug, registration, "registration.cancelled", lambda at: cancel(registration, at=at))


@bp.post("/merge")
@signed_in
def create_merge(slug: str, registration_id: int) -> ResponseReturnValue:
    """This one and another are the same person, in all that the organizer holds."""
    registration = _organizers_registration(slug, registration_id)
    wanted = request.form.get("other", "")
    other = (
        _registration(slug, int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else abort(400)
    )

    def act(at: Any) -> None:
        user_id = signed_in_identity().user.id
        merging.merge(registration.person, other.person, event=registration.event, by_user_id=user_id, at=at)

    return _done(slug, registration, "person.merged", act)


@bp.post("/merges/<int(max=2147483647):merge_id>/undoing")
@signed_in
def delete_merge(slug: str, registration_id: int, merge_id: int) -> ResponseReturnValue:
    registration = _organizers_registration(slug, registration_id)
    trail = db.session.get(PersonMerge, merge_id)
    if trail is None or trail.event_id != registration.event_id:
        abort(404)
    return _done(slug, registration, "person.parted", lambda at: merging.part(trail, at=at))


def _registration(slug: str, registration_id: int, least: GrantRole = GrantRole.COMMITTEE) -> Registration:
    event = organizers_event(slug, least) if is_slug(slug) else abort(404)
    found = db.session.scalar(queries.whole(event.id, registration_id))
    if found is None:
        abort(404)
    return found


def _organizers_registration(slug: str, registration_id: int) -> Registration:
    """For what reaches into the organizer's other events, where a co-host has no say."""
    found = _registration(slug, registration_id)
    return found if loading.is_own(found.event, GrantRole.COMMITTEE) else abort(404)


def _done(slug: str, registration: Registration, name: str, act: Callable[[Any], object]) -> ResponseReturnValue:
    """Do what `name` calls, write it into the audit log, commit, and say so.

    A rule that stands in the way is said on the same page.
    """
    kept, event, person_id = registration.id, registration.event, registration.person_id
    about = About("person", person_id, before={"name": registration.person.name})
    try:
        act(clock.now())
        noting.note(name, event, at=clock.now(), after={"registration": kept}, about=about)
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.sentence, "warn")
        return redirect(url_for("participants.show", slug=slug, registration_id=kept), 303)
    db.session.commit()
    flash(str(SAID[name]), "ok")
    return redirect(url_for("participants.show", slug=slug, registration_id=kept), 303)


def _again(slug: str, registration_id: int, **forms: Any) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return private((_page(_registration(slug, registration_id), forms), 422))


def _page(registration: Registration, forms: Mapping[str, Any] | None = None) -> Response:
    event = registration.event
    asked = db.session.scalars(questions.ever_asked(event.id)).all()
    given = {row.question_id: row.value for row in db.session.scalars(questions.answers_of(registration.id))}
    group = db.session.scalar(queries.group(registration.group_id)) if registration.group_id else None
    may_decide, may_merge = loading.may(GrantRole.COMMITTEE, event), loading.is_own(event, GrantRole.COMMITTEE)
    fresh: dict[str, Any] = {
        "details": DetailsForm.of(registration, formdata=None),
        "substitute": SubstituteForm(formdata=None),
        "guardian": GuardianForm(formdata=None),
    }
    return private(
        render_template(
            "attendance/participant.html",
            event=event,
            registration=registration,
            person=registration.person,
            ticket=papers.standing(registration),
            status=wording.status_label(registration.status, wording.position_of(registration)),
            stated=answers.stated(registration),
            own=[(one.label, shown(given.get(one.id))) for one in asked if one.retired_at is None or one.id in given],
            guardian=guardians.of(registration),
            group=group,
            verdicts=lines_of(registration),
            presences=db.session.scalars(queries.presences(registration.id)).all(),
            alike=db.session.scalars(merging.look_alikes(registration)).all() if may_merge else [],
            trails=db.session.scalars(merging.trails(registration.person_id, event.id)).all() if may_merge else [],
            other=offers.other_with_room(event, registration.mode),
            messages=db.session.scalars(outbox.of_registration(registration.id)).all() if may_decide else [],
            states=MessageState,
            message_label=kind_label,
            may_decide=may_decide,
            now=clock.now(),
            certificate=db.session.scalar(certificates.of_registration(registration.id)),
            forms=fresh | dict(forms or {}),
            wrong=next(iter(forms), "") if forms else "",
        )
    )
