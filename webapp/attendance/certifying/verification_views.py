"""The public check of a certificate: by the address of its QR, or by number and name. It never lists."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import clock
from webapp.attendance.certifying import archiving, papers, queries, verifying
from webapp.attendance.certifying.forms import CheckForm
from webapp.attendance.certifying.models import Certificate
from webapp.attendance.ticketing.links import is_code
from webapp.database import db
from webapp.web.access import public

bp = Blueprint("verification", __name__)


@bp.get(verifying.PATH)
@public
def new() -> ResponseReturnValue:
    return render_template("attendance/certificate_check.html", form=CheckForm(), wait=None)


@bp.post(verifying.PATH)
@public
def create() -> ResponseReturnValue:
    """Number and name must both be right; which of them was wrong is not said."""
    form, at, address = CheckForm(), clock.now(), request.remote_addr or ""
    if not form.validate():
        return render_template("attendance/certificate_check.html", form=form, wait=None), 422
    wait = verifying.wait(address, at=at)
    if wait is not None:
        minutes = int(wait.total_seconds() // 60) + 1
        answer = render_template("attendance/certificate_check.html", form=form, wait=minutes)
        return answer, 429, {"Retry-After": str(int(wait.total_seconds()))}
    found = verifying.by_number(form.number.data or "", form.name.data or "", address=address, at=at)
    db.session.commit()
    if found is None:
        form.form_errors.append(_("Tidak ada sertifikat dengan nomor dan nama ini. Mohon salin keduanya persis."))
        return render_template("attendance/certificate_check.html", form=form, wait=None), 422
    return redirect(url_for("verification.show", code=found.code), 303)


@bp.get(f"{verifying.PATH}/<code>")
@public
def show(code: str) -> ResponseReturnValue:
    """Whether it holds, and for what: no contact, no attendance, and no more than stands on the paper."""
    found = verifying.by_code(code.lower())
    if found is None:
        return _quiet(Response(render_template("attendance/certificate_unknown.html"), 404))
    page = render_template(
        "attendance/certificate.html", certificate=found, event=found.event, role=papers.role_words(found.role)
    )
    return _quiet(Response(page))


@bp.get("/T/<code>/certificate.pdf")
@public
def file(code: str) -> ResponseReturnValue:
    """The certificate itself, for whoever holds the ticket."""
    found = db.session.scalar(queries.by_ticket(code)) if is_code(code) else None
    if found is None:
        abort(404)
    return pdf(archiving.content(found.event, found), found)


def pdf(content: bytes, certificate: Certificate) -> Response:
    answer = _quiet(Response(content, content_type="application/pdf"))
    answer.headers["Content-Disposition"] = f'inline; filename="{archiving.filename(certificate)}"'
    return answer


def _quiet(answer: Response) -> Response:
    """Not kept on the way, and not in a search engine: a name stands there."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
