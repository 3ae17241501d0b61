"""Written parts, photos and standing links; the caller runs them."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.narrating.models import ReportPhoto, ReportText, SummaryLink
from webapp.events import queries as events
from webapp.events.models import Event


def texts(event_id: int) -> Select[ReportText]:
    return select(ReportText).where(ReportText.event_id == event_id)


def photos(event_id: int) -> Select[ReportPhoto]:
    """In the order of the report."""
    return (
        select(ReportPhoto)
        .where(ReportPhoto.event_id == event_id)
        .options(joinedload(ReportPhoto.file))
        .order_by(ReportPhoto.position, ReportPhoto.id)
    )


def standing_links(event_id: int, *, at: datetime) -> Select[SummaryLink]:
    """Links that still open the summary, the newest first."""
    standing = (SummaryLink.revoked_at.is_(None), SummaryLink.expires_at > at)
    return select(SummaryLink).where(SummaryLink.event_id == event_id, *standing).order_by(SummaryLink.id.desc())


def event_of_link(token_hash: str, *, at: datetime) -> Select[Event]:
    """The event that a standing link shows."""
    standing = (SummaryLink.revoked_at.is_(None), SummaryLink.expires_at > at)
    return (
        events.whole()
        .join(SummaryLink, SummaryLink.event_id == Event.id)
        .where(SummaryLink.token_hash == token_hash, *standing)
    )
