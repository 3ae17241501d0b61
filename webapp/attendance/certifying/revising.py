"""What happens to a certificate afterwards: revoked, issued again with a note, signed elsewhere and brought back."""

import re
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage

from webapp.attendance.certifying.issuing import LONGEST_REASON
from webapp.attendance.certifying.models import Certificate
from webapp.database import db
from webapp.errors import Refused
from webapp.files import sniffing
from webapp.files.discarding import discard
from webapp.files.storing import store_document

LONGEST_NAME = 200
WITHDRAWN = "Ditarik atas permintaan yang bersangkutan."  # kept and printed in the office's language


def revoke(certificate: Certificate, *, reason: str, at: datetime) -> None:
    """Say publicly that it does not hold any more. Its number is never given again; twice is once."""
    why = _reason(reason)
    db.session.execute(
        update(Certificate)
        .where(Certificate.id == certificate.id, Certificate.revoked_at.is_(None))
        .values(revoked_at=at, revoked_reason=why)
        .execution_options(synchronize_session="fetch")
    )


def reissue(certificate: Certificate, *, name: str, note: str, at: datetime) -> None:
    """The same number with another name, and a note of what was put right. Refused when revoked, or without a note.

    A copy that was signed elsewhere shows the old name, so it no longer belongs to this one.
    """
    why = _reason(note)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Refused(_("Tulis nama yang benar, paling banyak %(n)d karakter.", n=LONGEST_NAME), reason="name")
    if certificate.revoked_at is not None:
        raise Refused(_("Sertifikat ini sudah dicabut. Terbitkan yang baru."), reason="revoked")
    certificate.name, certificate.note = name.strip(), why
    certificate.version, certificate.revised_at = certificate.version + 1, at
    certificate.signed_file_id, certificate.signed_at = None, None
    db.session.flush()


def attach_signed(certificate: Certificate, upload: FileStorage, *, at: datetime) -> None:
    """Keep the PDF that was signed elsewhere (BSrE). It is shown as signed; nobody here has judged the signature."""
    if certificate.revoked_at is not None:
        raise Refused(_("Sertifikat ini sudah dicabut."), reason="revoked")
    certificate.signed_file_id = store_document(upload, at=at, types={sniffing.PDF}).id
    certificate.signed_at = at
    db.session.flush()


def withdraw_of(registration_id: int, *, name: str, at: datetime) -> None:
    """Whoever held this registration asked to be forgotten: the numbers stay, the name and what was signed go."""
    for one in db.session.scalars(select(Certificate).where(Certificate.registration_id == registration_id)):
        signed = one.signed_file_id
        one.name, one.reason, one.signed_file_id, one.signed_at = name, "", None, None
        one.note = WITHDRAWN if one.version > 1 else ""
        one.revoked_at, one.revoked_reason = one.revoked_at or at, WITHDRAWN
        db.session.flush()
        discard([signed])


def match(filename: str, certificates: list[Certificate]) -> Certificate | None:
    """The certificate whose number or code stands in the name of a file, whatever stands for its slashes.

    None when there is none, or more than one: "1/SERT" is part of "11/SERT", so numbers are compared whole.
    """
    folded = f" {_folded(filename.rsplit('.', 1)[0])} "
    found = [one for one in certificates if f" {_folded(one.number)} " in folded or f" {one.code} " in folded]
    return found[0] if len(found) == 1 else None


def _folded(text: str) -> str:
    return " ".join(re.split(r"[\W_]+", text.casefold())).strip()


def _reason(text: str) -> str:
    why = " ".join(text.split())[:LONGEST_REASON]
    if not why:
        raise Refused(_("Tulis alasannya: siapa pun yang memeriksa sertifikat ini berhak tahu."), reason="reason")
    return why
