"""Sending a table, seeing what it would do, and letting it; fetching the same tables."""

import re

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp import clock
from webapp.accounts.identity import acting, signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.audit.acts import Act, Subject
from webapp.audit.recording import record
from webapp.database import db
from webapp.directory.groups import reach
from webapp.directory.importing import columns, exporting, working
from webapp.directory.importing.forms import KINDS, ImportForm
from webapp.directory.importing.models import DirectoryImport, ImportKind
from webapp.errors import Refused
from webapp.files.storing import store_table
from webapp.web.access import signed_in
from webapp.web.tokens import new_ref
from webapp.work import queries as work
from webapp.work.asking import Order, ask
from webapp.work.models import Job

bp = Blueprint("kim_imports", __name__, url_prefix="/manage/groups")
_REF = re.compile(r"[a-z2-7]{16}")
COLUMNS = {ImportKind.GROUPS: columns.GROUP, ImportKind.MEMBERS: columns.MEMBER}


@bp.get("/imports/new")
@signed_in
def new() -> ResponseReturnValue:
    _office_id()
    return _form_page(ImportForm(kind=request.args.get("kind", ImportKind.GROUPS.value)))


@bp.post("/imports")
@signed_in
def create() -> ResponseReturnValue:
    office, form, at = _office_id(), ImportForm(), clock.now()
    if not form.validate():
        return _form_page(form), 422
    try:
        file = store_table(form.table.data, at=at)
    except Refused as refusal:
        form.table.errors = [refusal.sentence]
        return _form_page(form), 422
    owner = signed_in_identity().user.id
    row = DirectoryImport(
        ref=new_ref(), kind=ImportKind(form.kind.data), owner_id=owner, file_id=file.id, created_at=at
    )
    db.session.add(row)
    db.session.flush()
    row.job_ref = _ask(row, working.CHECK, _("Memeriksa %(file)s", file=file.name), office).ref
    db.session.commit()
    return redirect(url_for("kim_imports.show", ref=row.ref), 303)


@bp.get("/imports/<ref>")
@signed_in
def show(ref: str) -> ResponseReturnValue:
    """How far it is, then what the table would do, then what it did."""
    row = _own(ref)
    job = db.session.scalar(work.by_ref(row.job_ref))
    return render_template("directory/import.html", row=row, job=job, kind=KINDS[row.kind])


@bp.post("/imports/<ref>/application")
@signed_in
def create_application(ref: str) -> ResponseReturnValue:
    row = _own(ref)
    if row.findings and not row.findings["problem_count"] and row.applied_at is None:
        row.job_ref = _ask(row, working.APPLY, _("Mengimpor %(file)s", file=row.file.name), _office_id()).ref
        db.session.commit()
    return redirect(url_for("kim_imports.show", ref=ref), 303)


@bp.post("/imports/<ref>/removal")
@signed_in
def create_removal(ref: str) -> ResponseReturnValue:
    working.forget(_own(ref))
    db.session.commit()
    flash(_("Berkas impor sudah dibuang."), "ok")
    return redirect(url_for("kim_desk.index"), 303)


@bp.post("/exports")
@signed_in
def create_export() -> ResponseReturnValue:
    """A table of groups or of members; that it was fetched is written down."""
    office = _office_id()
    kind, shape = request.form.get("kind", ""), request.form.get("format", "")
    if kind not in set(ImportKind) or shape not in set(exporting.Format):
        abort(404)
    words = KINDS[ImportKind(kind)]
    offices = [] if office is None else sorted(signed_in_identity().organizations(GrantRole.ADMIN))
    arguments: dict[str, object] = {"kind": kind, "format": shape, "offices": offices}
    order = _order(exporting.KIND, _("Unduhan: %(what)s", what=words), office, arguments)
    job = ask(order, owner_id=signed_in_identity().user.id, at=clock.now())
    act = Act("directory.exported", Subject("export", job.id), office, after={"kind": kind, "format": shape})
    record(act, by=acting(), at=clock.now())
    db.session.commit()
    return redirect(url_for("work.show", ref=job.ref), 303)


def _ask(row: DirectoryImport, kind: str, title: str, office: int | None) -> Job:
    order = _order(kind, title, office, {"import": row.id}, back=url_for("kim_imports.show", ref=row.ref))
    return ask(order, owner_id=row.owner_id, at=clock.now())


def _order(kind: str, title: str, office: int | None, arguments: dict[str, object], back: str = "") -> Order:
    back = back or url_for("kim_desk.index")
    return Order(
        kind=kind, title=title, back=back, organization_id=office, least_role=GrantRole.ADMIN, arguments=arguments
    )


def _office_id() -> int | None:
    """The office for which this person imports, None for who runs the platform; 404 for everybody else."""
    identity = signed_in_identity()
    if identity.user.is_platform_admin:
        return None
    office = db.session.scalar(reach.offices(identity).limit(1))
    return office.id if office else abort(404)


def _own(ref: str) -> DirectoryImport:
    asked = select(DirectoryImport).where(
        DirectoryImport.ref == ref, DirectoryImport.owner_id == signed_in_identity().user.id
    )
    row = db.session.scalar(asked.options(joinedload(DirectoryImport.file))) if _REF.fullmatch(ref) else None
    return row or abort(404)


def _form_page(form: ImportForm) -> str:
    return render_template("directory/import_new.html", form=form, columns=COLUMNS, kinds=KINDS)
