"""Pages of importing registrations: a table, what its columns mean, what is wrong, then everybody at once."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.attendance.importing.loading import committees_event
from webapp.attendance.importing.models import RegistrationImport
from webapp.attendance.importing.registrations import columns as reading_columns
from webapp.attendance.importing.registrations import reading, registering
from webapp.attendance.importing.registrations.forms import ConsentForm, MappingForm, TableForm, mapping_form
from webapp.attendance.importing.registrations.opening import LIMITS, Opened, modes_of, open_import, opened_import
from webapp.database import begin_for_writing, db
from webapp.errors import Refused
from webapp.events import noting
from webapp.events.models import Event, Mode
from webapp.web.access import signed_in

bp = Blueprint("registration_imports", __name__, url_prefix="/manage/events/<slug>/registration-imports")
_ID = "<int(max=2147483647):import_id>"
SHOWN, SHOWN_FAULTS = 8, 30


@bp.get("")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    return _index(committees_event(slug), TableForm(formdata=None))


@bp.post("")
@signed_in
def create(slug: str) -> ResponseReturnValue:
    event, form = committees_event(slug), TableForm()
    if not form.validate():
        return _again(slug, form)
    by, at = signed_in_identity().user.id, clock.now()
    try:
        made = registering.keep_table(event, *form.content(), limits=LIMITS, by=by, at=at)
        if not made.mapping:
            opened = opened_import(event, made)
            made.mode = modes_of(event)[0]
            made.mapping = {
                str(number): name for number, name in reading_columns.guesses(opened.columns, opened.asked.own).items()
            }
    except Refused as refusal:
        db.session.rollback()
        form.table.errors = [refusal.sentence]
        return _again(slug, form)
    noting.note("table.uploaded", event, at=at, after={"import": made.id})
    db.session.commit()
    return redirect(url_for("registration_imports.show", slug=slug, import_id=made.id), 303)


@bp.get(f"/{_ID}")
@signed_in
def show(slug: str, import_id: int) -> ResponseReturnValue:
    opened = open_import(slug, import_id)
    noting.note_reading("table.viewed", opened.event, at=clock.now(), table=import_id)
    return _page(opened)


@bp.post(f"/{_ID}/mapping")
@signed_in
def update_mapping(slug: str, import_id: int) -> ResponseReturnValue:
    """What each column means; the page then shows what would be registered."""
    opened = open_import(slug, import_id)
    form = mapping_form(opened.columns, opened.asked.own, modes_of(opened.event))
    if not form.validate():
        begin_for_writing(may_write=False)
        return _page(open_import(slug, import_id), mapping=form), 422
    opened.made.mapping, opened.made.mode = form.mapping(), Mode(form.mode.data)
    noting.note("table.mapped", opened.event, at=clock.now(), after={"import": import_id})
    db.session.commit()
    return redirect(url_for("registration_imports.show", slug=slug, import_id=import_id, _anchor="people"), 303)


@bp.post(f"/{_ID}/registrations")
@signed_in
def create_registrations(slug: str, import_id: int) -> ResponseReturnValue:
    """Everybody of the table, or nobody."""
    opened, form = open_import(slug, import_id), ConsentForm()
    if not form.validate():
        return _wrong(slug, import_id, form)
    try:
        sheet = reading.read(opened.table, opened.terms())
        outcome = registering.register_all(
            opened.event, opened.made, sheet, note=form.note.data or "", at=clock.now()
        )  # fmt: skip
    except Refused as refusal:
        db.session.rollback()
        form.form_errors.append(refusal.sentence)
        return _wrong(slug, import_id, form)
    after = {
        "import": import_id,
        "registered": outcome.registered,
        "known": outcome.known,
        "consent": opened.made.consent_note,
    }
    noting.note("registrations.imported", opened.event, at=clock.now(), after=after)
    db.session.commit()
    words = _(
        "%(new)s orang terdaftar; %(known)s sudah terdaftar sebelumnya.", new=outcome.registered, known=outcome.known
    )
    flash(words, "ok")
    return redirect(url_for("room.participants", slug=slug), 303)


def _again(slug: str, form: TableForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _index(committees_event(slug), form), 422


def _wrong(slug: str, import_id: int, form: ConsentForm) -> ResponseReturnValue:
    begin_for_writing(may_write=False)
    return _page(open_import(slug, import_id), consent=form), 422


def _index(event: Event, form: TableForm) -> str:
    earlier = (
        select(RegistrationImport).where(RegistrationImport.event_id == event.id).order_by(RegistrationImport.id.desc())
    )
    return render_template(
        "attendance/table_imports.html", event=event, form=form, earlier=db.session.scalars(earlier).all()
    )  # fmt: skip


def _page(opened: Opened, *, mapping: MappingForm | None = None, consent: ConsentForm | None = None) -> str:
    terms, columns = opened.terms(), opened.columns
    try:
        sheet, refusal = reading.read(opened.table, terms), ""
    except Refused as refused:
        sheet, refusal = reading.Sheet(), refused.sentence
    if mapping is None:
        data = {f"c{number}": name for number, name in terms.mapping.items()} | {"mode": terms.mode.value}
        mapping = mapping_form(columns, opened.asked.own, modes_of(opened.event), data)
    return render_template(
        "attendance/table_import.html",
        event=opened.event,
        made=opened.made,
        columns=columns,
        mapping=mapping,
        sheet=sheet,
        refusal=refusal,
        shown=sheet.applications[:SHOWN],
        faults=sheet.faults[:SHOWN_FAULTS],
        consent=consent or ConsentForm(formdata=None, data={"note": opened.made.consent_note}),
    )
