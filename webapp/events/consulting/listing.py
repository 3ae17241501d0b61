"""An organizer's consultations with what is taken of the hours that come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from webapp.database import db
from webapp.events.consulting import queries
from webapp.events.consulting.models import Consultation


@dataclass(frozen=True)
class Line:
    consultation: Consultation
    coming: int  # appointments
    taken: int

    @property
    def is_over(self) -> bool:
        return not self.coming


def lines(organization_ids: Collection[int] | None, *, at: datetime) -> list[Line]:
    """Those with hours to come first, the newest first among them. Two statements, or one where there are none."""
    found = list(db.session.scalars(queries.of_organizations(organization_ids)))
    if not found:
        return []
    counted = {row[0]: row for row in db.session.execute(queries.figures([one.id for one in found], at=at))}
    made = [Line(one, *(counted[one.id][1:3] if one.id in counted else (0, 0))) for one in found]
    return sorted(made, key=lambda line: line.is_over)
