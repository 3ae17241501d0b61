"""Reused queries of requests; the caller runs them."""

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.attendance.models import Registration
from webapp.events.models import Event
from webapp.privacy.requesting.models import PrivacyRequest

_WHOLE = joinedload(PrivacyRequest.registration).options(
    joinedload(Registration.person), joinedload(Registration.event).joinedload(Event.organization)
)


def queue(organization_ids: Collection[int]) -> Select[PrivacyRequest]:
    """What waits for an answer, the most urgent first."""
    mine = (PrivacyRequest.organization_id.in_(organization_ids), PrivacyRequest.answered_at.is_(None))
    return select(PrivacyRequest).where(*mine).order_by(PrivacyRequest.due_at, PrivacyRequest.id).options(_WHOLE)


def answered(organization_ids: Collection[int], *, limit: int = 50) -> Select[PrivacyRequest]:
    """What was answered lately."""
    mine = (PrivacyRequest.organization_id.in_(organization_ids), PrivacyRequest.answered_at.is_not(None))
    latest = select(PrivacyRequest).where(*mine).order_by(PrivacyRequest.answered_at.desc(), PrivacyRequest.id.desc())
    return latest.limit(limit).options(_WHOLE)


def one(organization_ids: Collection[int], request_id: int) -> Select[PrivacyRequest]:
    mine = (PrivacyRequest.organization_id.in_(organization_ids), PrivacyRequest.id == request_id)
    return select(PrivacyRequest).where(*mine).options(_WHOLE)


def of_registration(registration_id: int) -> Select[PrivacyRequest]:
    mine = PrivacyRequest.registration_id == registration_id
    return select(PrivacyRequest).where(mine).order_by(PrivacyRequest.id.desc())
