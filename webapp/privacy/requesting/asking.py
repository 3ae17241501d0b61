"""Filing a request and answering it."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from webapp.attendance.models import Registration
from webapp.database import db
from webapp.errors import Refused
from webapp.privacy.requesting.models import PrivacyRequest, RequestKind

CLOCK = timedelta(hours=72)  # UU 27/2022 says 3×24 hours for most of them
MOST_OPEN = 5  # of one registration: the queue is for people, not for programs


def file_request(
    registration: Registration, *, kind: RequestKind, words: str, at: datetime, filed_by_id: int | None = None
) -> PrivacyRequest:
    """Put a request into the organizer's queue; its clock begins now. Needs the event loaded.

    Refused when so many wait already.
    """
    mine = (PrivacyRequest.registration_id == registration.id, PrivacyRequest.answered_at.is_(None))
    if (db.session.scalar(select(func.count()).select_from(PrivacyRequest).where(*mine)) or 0) >= MOST_OPEN:
        raise Refused(_("Permintaan sebelumnya masih menunggu jawaban. Mohon tunggu jawabannya lebih dahulu."))
    made = PrivacyRequest(
        organization_id=registration.event.organization_id,
        registration=registration,
        kind=kind,
        words=words,
        filed_by_id=filed_by_id,
        filed_at=at,
        due_at=at + CLOCK,
    )
    db.session.add(made)
    db.session.flush()
    return made


def answer(request: PrivacyRequest, words: str, *, by_id: int, at: datetime) -> None:
    """Answer once. Refused when somebody was quicker."""
    open_one = (PrivacyRequest.id == request.id, PrivacyRequest.answered_at.is_(None))
    values = {"answer": words, "answered_at": at, "answered_by_id": by_id}
    taken = update(PrivacyRequest).where(*open_one).values(**values).returning(PrivacyRequest.id)
    if db.session.scalar(taken) is None:
        raise Refused(_("Permintaan ini sudah dijawab."))
