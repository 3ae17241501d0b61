"""The filters in words: what can be chosen, and what is chosen."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.database import db
from webapp.directory.models import Organization, Region
from webapp.directory.regions import home_regencies
from webapp.events.filters import Filters
from webapp.events.kinds import KINDS, kind_label
from webapp.web.formatting import month_year


@dataclass(frozen=True)
class Choices:
    """(value, words) for each select of the filter form."""

    kinds: list[tuple[str, str]]
    regions: list[tuple[str, str]]
    modes: list[tuple[str, str]]


def choices_of(filters: Filters) -> Choices:
    """What the form offers; a region from outside the home province stays if it is the one chosen."""
    regions = list(home_regencies())
    if filters.region and filters.region not in dict(regions):
        regions.append((filters.region, _region_name(filters.region)))
    kinds = [kind.code for kind in KINDS.values() if not kind.is_confidential or kind.code == filters.kind]
    return Choices([(code, kind_label(code)) for code in kinds], regions, list(_modes().items()))


def chosen(filters: Filters) -> list[tuple[str, str]]:
    """(name of the filter, its value in words), in the order of the address."""
    words = {
        "kind": kind_label(filters.kind),
        "region": _region_name(filters.region) if filters.region else "",
        "mode": _modes().get(filters.mode, ""),
        "month": month_year(filters.month) if filters.month else "",
        "organizer": _organizer_name(filters.organizer) if filters.organizer else "",
        "q": f"“{filters.q}”",
    }
    return [(name, words[name]) for name in filters.as_args()]


def _modes() -> dict[str, str]:
    return {
        "in_person": _("Bisa hadir di tempat"),
        "online": _("Bisa ikut daring"),
        "hybrid": _("Hibrida (luring dan daring)"),
    }


def _region_name(code: str) -> str:
    return db.session.scalar(select(Region.name).where(Region.code == code)) or code


def _organizer_name(slug: str) -> str:
    return db.session.scalar(select(Organization.name).where(Organization.slug == slug)) or slug
