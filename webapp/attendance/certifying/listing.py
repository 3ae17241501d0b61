"""The page of an event's certificates: those that were issued, and who may still have one."""

from collections.abc import Collection

from flask import render_template, request

from webapp import clock
from webapp.attendance.certifying import papers, queries
from webapp.attendance.certifying.eligibility import candidates
from webapp.attendance.certifying.models import Certificate
from webapp.database import db
from webapp.events import noting
from webapp.events.models import Event

PER_PAGE = 50
WAITING_PER_PAGE = 100
"""As many as somebody ticks in one go; "all" needs no list."""


def page(event: Event, *, chosen: Collection[str] = (), refusal: str = "") -> str:
    """`chosen` are the boxes that stay ticked beside what was refused."""
    found = db.session.scalars(queries.of_event(event.id)).all()
    waiting = candidates(event.id)
    number, pages = _page("page", len(found), PER_PAGE)
    waiting_page, waiting_pages = _page("waiting", len(waiting), WAITING_PER_PAGE)
    noting.note_reading("certificates.viewed", event, at=clock.now(), people=len(found[:PER_PAGE]))
    return render_template(
        "attendance/certificates.html",
        event=event,
        certificates=found[(number - 1) * PER_PAGE : number * PER_PAGE],
        counts=_counts(event, list(found)),
        waiting=len(waiting),
        listed=waiting[(waiting_page - 1) * WAITING_PER_PAGE : waiting_page * WAITING_PER_PAGE],
        waiting_page=waiting_page,
        waiting_pages=waiting_pages,
        chosen=frozenset(chosen),
        refusal=refusal,
        page=number,
        pages=pages,
        total=len(found),
        role_words=papers.role_words,
    )


def _page(name: str, total: int, size: int) -> tuple[int, int]:
    """Which page the address asks for, and how many there are."""
    pages = -(-total // size) or 1
    return min(max(1, request.args.get(name, 1, type=int)), pages), pages


def _counts(event: Event, found: list[Certificate]) -> dict[str, int]:
    """Standing, of them participants, who was there by verdict, signed, revoked."""
    standing = [one for one in found if one.revoked_at is None]
    return {
        "standing": len(standing),
        "participants": sum(one.registration_id is not None and not one.reason for one in standing),
        "present": len(db.session.execute(queries.present(event.id)).all()),
        "signed": sum(one.signed_at is not None for one in standing),
        "revoked": len(found) - len(standing),
    }
