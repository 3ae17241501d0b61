"""The codes of a session: opened by the operator, shown and read aloud, typed back by those who are there."""

import secrets
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import Select, select

from webapp.attendance.models import Registration, RegistrationStatus
from webapp.attendance.verdicts.models import CodeClaim, Part, SessionCode
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, EventStatus, Session

LENGTH = 5
SHORTEST, LONGEST = timedelta(minutes=2), timedelta(minutes=60)


def open_code(event: Event, session: Session, part: Part, *, lasts: timedelta, at: datetime) -> SessionCode:
    """Open the window of one part, or open it again; the code stays the same, so that nobody typed in vain.

    Refused for a session that does not take place, and for a window shorter or longer than anybody needs.
    """
    if session.cancelled_at or event.status != EventStatus.PUBLISHED:
        raise Refused(_("Kode hanya dapat dibuka pada kegiatan yang terbit dan tidak dibatalkan."), reason="closed")
    if not SHORTEST <= lasts <= LONGEST:
        raise Refused(_("Jendela kode berlangsung dua sampai enam puluh menit."), reason="window")
    found = db.session.scalar(_code(session.id, part))
    if found is None:
        found = SessionCode(session_id=session.id, part=part, code=_drawn(), opens_at=at, closes_at=at + lasts)
        db.session.add(found)
    else:
        found.opens_at, found.closes_at = at, at + lasts
    db.session.flush()
    return found


def close_code(session: Session, part: Part, *, at: datetime) -> None:
    """Shut the window now; a window that is shut already stays as it is."""
    found = db.session.scalar(_code(session.id, part))
    if found is not None and found.opens_at < at < found.closes_at:
        found.closes_at = at
        db.session.flush()


def claim(registration: Registration, event: Event, typed: str, *, at: datetime) -> Part:
    """Count that this person typed a code that is open now, once for each part; returns which it was.

    Refused with one sentence for a wrong code, for a right one outside its window, and for who has no place.
    """
    if registration.status != RegistrationStatus.CONFIRMED:
        raise Refused(_("Pendaftaran ini belum mendapat tempat, jadi kodenya belum dicatat."), reason="status")
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    found = next((code for code in _codes(event) if secrets.compare_digest(code.code, digits)), None)
    if found is None:
        raise Refused(_("Kode ini belum tepat. Mohon dengarkan atau lihat layar sekali lagi."), reason="code")
    if not found.opens_at <= at < found.closes_at:
        raise Refused(_("Kode ini benar, tetapi waktunya sudah lewat. Sampaikan kepada panitia."), reason="late")
    known = select(CodeClaim).where(
        CodeClaim.session_id == found.session_id,
        CodeClaim.registration_id == registration.id,
        CodeClaim.part == found.part,
    )
    if db.session.scalar(known) is None:
        db.session.add(
            CodeClaim(session_id=found.session_id, registration_id=registration.id, part=found.part, claimed_at=at)
        )
        db.session.flush()
    return found.part


def is_open(event: Event, *, at: datetime) -> bool:
    """Whether there is a code to type at this moment. The event must be loaded with its sessions."""
    return any(code.opens_at <= at < code.closes_at for code in _codes(event))


def _codes(event: Event) -> list[SessionCode]:
    ids = [session.id for session in event.sessions]
    return list(db.session.scalars(select(SessionCode).where(SessionCode.session_id.in_(ids)).order_by(SessionCode.id)))


def _code(session_id: int, part: Part) -> Select[SessionCode]:
    return select(SessionCode).where(SessionCode.session_id == session_id, SessionCode.part == part)


def _drawn() -> str:
    return "".join(secrets.choice("0123456789") for _digit in range(LENGTH))
