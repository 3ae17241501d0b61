"""The append-only log of everything that was presented."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection

from webapp.attendance.checking_in.scanning import statements
from webapp.attendance.checking_in.scanning.answers import First, Presented, Reason
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.models import Outcome


def append(
    connection: Connection,
    gate: Gate,
    presented: Presented,
    *,
    at: datetime,
    registration_id: int | None,
    code_hash: str,
    outcome: Outcome,
    reason: Reason = Reason.NONE,
    first: First | None = None,
    undoes_id: int | None = None,
) -> bool:
    """Write one row; False, and nothing written, when its uuid is in the log already."""
    return statements.LOG.changes(
        connection,
        uuid=presented.uuid,
        session_id=gate.session_id,
        registration_id=registration_id,
        code_hash=code_hash,
        channel=presented.channel,
        action=presented.action,
        scanned_at=presented.scanned_at,
        device_at=presented.device_at,
        told=presented.told,
        received_at=at,
        desk=presented.desk,
        outcome=outcome,
        reason=reason.value,
        first_at=first.at if first else None,
        first_desk=first.desk if first else "",
        undoes_id=undoes_id,
    )


def fingerprint(*parts: str) -> str:
    """What stands in place of a code's hash where none was presented: of a walk-in's fields, of what is undone."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
