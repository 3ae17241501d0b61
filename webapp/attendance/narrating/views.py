"""The summary for the head of an office: its page, paper, picture and link; and the written parts of the report."""

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from webapp import clock
from webapp.accounts.identity import signed_in_identity
from webapp.accounts.models import GrantRole
from webapp.attendance.narrating import papers, queries, writing
from webapp.attendance.narrating.forms import LABELS, LinkForm, TextsForm
from webapp.attendance.narrating.models import SummaryLink
from webapp.attendance.narrating.summarizing import summary
from webapp.attendance.reporting import drawing
from webapp.attendance.reporting.gathering import report
from webapp.database import db
from webapp.events import loading, noting
from webapp.events.loading import organizers_event
from webapp.events.models import Event
from webapp.web.access import secret_link, signed_in
from webapp.web.pages import public_url
from webapp.web.tokens import token_hash

bp = Blueprint("summaries", __name__)


@bp.get("/manage/events/<slug>/summary")
@signed_in
def show(slug: str) -> ResponseReturnValue:
    return _page(organizers_event(slug, GrantRole.VIEWER), LinkForm())


@bp.get("/manage/events/<slug>/summary.<any(pdf, png):form>")
@signed_in
def file(slug: str, form: str) -> ResponseReturnValue:
    """One page to print, or one picture to send. Neither holds a name, so nothing is noted."""
    found = report(organizers_event(slug, GrantRole.VIEWER))
    with force_locale("id"):  # an official paper, whatever language the page is in
        content = papers.pdf(found, at=clock.now()) if form == "pdf" else papers.png(found, at=clock.now())
    media_type = "application/pdf" if form == "pdf" else "image/png"
    headers = {
        "Content-Disposition": f'inline; filename="ringkasan-{slug}.{form}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, content_type=media_type, headers=headers)


@bp.get("/manage/events/<slug>/report-texts")
@signed_in
def edit_texts(slug: str) -> ResponseReturnValue:
    event = organizers_event(slug)
    standing = {part.value: text for part, text in writing.texts_of(event).items()}
    return render_template("attendance/report_texts.html", event=event, form=TextsForm(data=standing), labels=LABELS)


@bp.post("/manage/events/<slug>/report-texts")
@signed_in
def update_texts(slug: str) -> ResponseReturnValue:
    event, form = organizers_event(slug), TextsForm()
    if not form.validate():
        return render_template("attendance/report_texts.html", event=event, form=form, labels=LABELS), 422
    at = clock.now()
    if changed := writing.write(event, texts=form.texts(), at=at):
        noting.note("report.written", event, at=at, after={"parts": [part.value for part in changed]})
    db.session.commit()
    flash(_("Tulisan tersimpan dan sudah masuk ke ringkasan."), "ok")
    return redirect(url_for("summaries.show", slug=slug), 303)


@bp.post("/manage/events/<slug>/summary-links")
@signed_in
def create_link(slug: str) -> ResponseReturnValue:
    """Make a link and show it: this once, since only a hash of its secret is kept."""
    event, form, at = organizers_event(slug), LinkForm(), clock.now()
    if not form.validate():
        return _page(event, form), 422
    link, token = writing.share(event, days=int(form.days.data), user_id=signed_in_identity().user.id, at=at)
    noting.note("summary.shared", event, at=at, after={"expires_at": link.expires_at.isoformat()})
    db.session.commit()
    address = public_url("summaries.shared", token=token)
    answer = make_response(render_template("attendance/summary_link.html", event=event, link=link, address=address))
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@bp.post("/manage/events/<slug>/summary-links/<int(max=2147483647):link_id>/revocation")
@signed_in
def revoke_link(slug: str, link_id: int) -> ResponseReturnValue:
    event, at = organizers_event(slug), clock.now()
    link = db.session.scalar(queries.standing_links(event.id, at=at).where(SummaryLink.id == link_id))
    if link is None:
        abort(404)
    writing.revoke(link, at=at)
    noting.note("summary.link_revoked", event, at=at)
    db.session.commit()
    flash(_("Tautan ringkasan sudah dicabut."), "ok")
    return redirect(url_for("summaries.show", slug=slug), 303)


@bp.get("/summaries/<token>")
@secret_link
def shared(token: str) -> ResponseReturnValue:
    """The summary for whoever was sent its link, without names, until it expires; 404 for any other."""
    event = db.session.scalar(queries.event_of_link(token_hash(token), at=clock.now()))
    if event is None:
        abort(404)
    found = report(event)
    values = {"event": event, "shown": summary(found), "charts": drawing.arrivals(found)}
    answer = make_response(render_template("attendance/summary_shared.html", **values))
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _page(event: Event, form: LinkForm) -> str:
    found = report(event)
    may_write = loading.may(GrantRole.COMMITTEE, event)
    return render_template(
        "attendance/summary.html",
        event=event,
        shown=summary(found),
        charts=drawing.arrivals(found),
        form=form,
        may_write=may_write,
        links=db.session.scalars(queries.standing_links(event.id, at=clock.now())).all() if may_write else [],
    )
