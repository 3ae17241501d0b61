"""An organization demands a second factor, or no longer."""

from datetime import datetime

from webapp.accounts.models import User
from webapp.accounts.second_factor.models import SecondFactorDemand
from webapp.database import db


def is_demanded(organization_id: int) -> bool:
    return db.session.get(SecondFactorDemand, organization_id) is not None


def demand(organization_id: int, *, by: User, at: datetime) -> None:
    """From the next request on, its administrators and committee set one up before anything else. Twice is once."""
    if not is_demanded(organization_id):
        row = SecondFactorDemand(organization_id=organization_id, demanded_by_id=by.id, demanded_at=at)
        db.session.add(row)
        db.session.flush()


def waive(organization_id: int) -> None:
    if row := db.session.get(SecondFactorDemand, organization_id):
        db.session.delete(row)
        db.session.flush()
