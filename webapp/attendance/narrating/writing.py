"""Keeping the written parts of a report, and sharing its summary for a while."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from flask_babel import gettext as _

from webapp.attendance.narrating import queries
from webapp.attendance.narrating.models import Part, ReportText, SummaryLink
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Visibility
from webapp.web import tokens

LONGEST = 8_000
DAYS = (1, 7, 30)
"""How long a link may open the summary."""


def texts_of(event: Event) -> dict[Part, str]:
    """What was written; a part without words is not there."""
    return {one.part: one.text for one in db.session.scalars(queries.texts(event.id))}


def write(event: Event, *, texts: Mapping[Part, str], at: datetime) -> list[Part]:
    """Keep these parts; an empty one is taken away. Return which of them changed.

    Raises Refused for a part of more than LONGEST characters.
    """
    standing = {one.part: one for one in db.session.scalars(queries.texts(event.id))}
    changed = []
    for part, text in texts.items():
        if len(text) > LONGEST:
            raise Refused(_("Tulisan ini terlalu panjang: paling banyak %(n)d karakter.", n=LONGEST))
        row = standing.get(part)
        if (row.text if row else "") == text:
            continue
        changed.append(part)
        if row is None:
            db.session.add(ReportText(event_id=event.id, part=part, text=text, revised_at=at))
        elif text:
            row.text, row.revised_at = text, at
        else:
            db.session.delete(row)
    db.session.flush()
    return changed


def share(event: Event, *, days: int, user_id: int, at: datetime) -> tuple[SummaryLink, str]:
    """Make a link that shows the summary for 1, 7 or 30 days, and return its secret, which is not kept.

    Raises Refused for another length and for what is confidential.
    """
    if days not in DAYS:
        raise Refused(_("Pilih masa berlaku 1, 7, atau 30 hari."))
    if event.visibility is Visibility.CONFIDENTIAL:
        raise Refused(_("Kegiatan ini tertutup, jadi ringkasannya tidak dibagikan lewat tautan."))
    token = tokens.new_token()
    link = SummaryLink(
        event_id=event.id,
        token_hash=tokens.token_hash(token),
        created_at=at,
        expires_at=at + timedelta(days=days),
        user_id=user_id,
    )
    db.session.add(link)
    db.session.flush()
    return link, token


def revoke(link: SummaryLink, *, at: datetime) -> None:
    """From now on the link shows nothing."""
    if link.revoked_at is None:
        link.revoked_at = at
        db.session.flush()
