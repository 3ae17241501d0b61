"""Which KIM somebody means who types its name."""

from collections.abc import Sequence

from sqlalchemy import Select, bindparam, func, select

from webapp.database import db
from webapp.directory.groups import queries
from webapp.directory.groups.models import GroupProfile
from webapp.directory.regions import folded

MOST_EMBEDDED = 60
"""So many names travel with a form; of more, only those that fit what is typed are asked for."""
MOST_SUGGESTED = 10

# The KIM of this name, however it is cased and parted; none when two share it.
_NAMED: Select[int] = (
    select(func.min(GroupProfile.organization_id))
    .where(GroupProfile.folded_name == bindparam("name"))
    .having(func.count() == 1)
)


def id_of_named(name: str) -> int | None:
    """The KIM that bears the name, so that reports can say which groups came. One look at an index."""
    sought = folded(name)
    return db.session.connection().execute(_NAMED, {"name": sought}).scalar() if sought else None


def embedded_names() -> Sequence[str]:
    """All names, where they are few enough to be sent along with a form; else none."""
    found = [row.name for row in db.session.execute(queries.named("").limit(MOST_EMBEDDED + 1))]
    return found if len(found) <= MOST_EMBEDDED else []


def suggested_names(text: str) -> list[str]:
    """The first names that hold every word, by name or by place."""
    return [row.name for row in db.session.execute(queries.named(text).limit(MOST_SUGGESTED))]
