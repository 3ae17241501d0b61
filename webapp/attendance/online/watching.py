"""What an operator sees at one moment, small enough to be asked for every few seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.attendance.online import queries
from webapp.attendance.verdicts.beating import GRACE
from webapp.attendance.verdicts.models import Part, SessionCode
from webapp.database import db
from webapp.events import timing
from webapp.events.models import Event, Session
from webapp.web.tokens import token_hash

MOST_NAMES = 200


@dataclass(frozen=True)
class Board:
    """`inside` holds (name, affiliation, from when), MOST_NAMES at most; `present` is how many there are."""

    event: Event
    session: Session
    codes: dict[Part, SessionCode]
    open_part: Part | None
    inside: Sequence[Any]
    present: int
    figures: Any

    @property
    def open_code(self) -> SessionCode | None:
        return self.codes[self.open_part] if self.open_part else None

    def etag(self, *marks: str) -> str:
        """The same for the same board; `marks` is what else the page depends on, such as its language."""
        code = self.open_code
        shown = (
            marks, self.session.id, self.session.dtstart, tuple(self.figures), self.present,
            code and (code.code, code.part, code.closes_at), tuple(tuple(one) for one in self.inside),
        )  # fmt: skip
        return token_hash(repr(shown))


def board_of(event: Event, *, at: datetime) -> Board:
    """The session that runs, or comes next, as it stands now. Three statements."""
    session = timing.session_at(event, at=at)
    codes = {code.part: code for code in db.session.scalars(queries.codes(session.id))}
    open_part = next(
        (part for part in Part if part in codes and codes[part].opens_at <= at < codes[part].closes_at), None
    )
    inside = db.session.execute(queries.inside(session.id, since=at - GRACE, at=at)).all()
    figures = db.session.execute(queries.figures(event.id, session.id)).one()
    return Board(event, session, codes, open_part, inside[:MOST_NAMES], len(inside), figures)
