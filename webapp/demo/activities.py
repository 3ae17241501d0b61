"""The sample activities: thirteen of the domain's data and one that runs now, at dates around an anchor."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from webapp.events.models import Mode, Visibility
from webapp.events.plans import Plan, PlannedRole, PlannedSession

ZONE = "Asia/Jakarta"
SEED_SLUG = "mekanisme-forum-kim-2022"
RUNNING = "webinar-contoh"
MODES = {
    "hibrida": (Mode.IN_PERSON, Mode.ONLINE),
    "luring": (Mode.IN_PERSON,),
    "daring": (Mode.ONLINE,),
}

# Days from the anchor's day. The order of the domain's list is kept; only its dates are drawn near.
DAYS = {
    "workshop-berita-warga-kobar": -1,
    RUNNING: 0,
    "temu-wicara-seruyan": 3,
    "sarasehan-cerita-kampung-barsel": 9,
    "dialog-publik-barut": 12,
    "lokakarya-adart-gumas": 15,
    "anjangsana-bukit-liti": 17,
    "diskusi-cek-fakta": 22,
    "diklat-pengurus-kim-kotim": 57,
    "widyawisata-sebangau": 61,
    "advokasi-paralegal-kapuas": 72,
}
CONFERENCE = "https://meet.example.org/gelar-contoh"


@dataclass(frozen=True)
class Activity:
    """One sample: its key in the data, what is planned, and whether it really happened."""

    key: str
    plan: Plan
    is_sample: bool


def activities(*, anchor: datetime) -> list[Activity]:
    """Every sample, planned around `anchor`; the webinar of 2022 stays where it was."""
    rows: list[dict[str, Any]] = json.loads((files("webapp.demo") / "data" / "activities.json").read_text("utf-8"))
    return [_activity(row, n, anchor) for n, row in enumerate(rows)]


def start_of_running(anchor: datetime) -> datetime:
    """The half hour that lies between sixty and ninety minutes before the anchor."""
    return anchor - timedelta(minutes=60, seconds=anchor.timestamp() % 1800)


def _activity(row: dict[str, Any], n: int, anchor: datetime) -> Activity:
    is_confidential = bool(row.get("is_confidential"))
    plan = Plan(
        kind=row["kind"],
        summary=row["title"],
        description=row.get("description", ""),
        topic=row.get("topic", ""),
        tzid=ZONE,
        venue=row["venue"],
        region_code=row["regency_code"],
        conference_url=CONFERENCE if row["is_sample"] and row["mode"] != "luring" else "",
        sessions=_sessions(row, DAYS.get(row["slug"], 64 + 40 * (n % 3)), anchor),
        seats=_seats(row),
        roles=tuple(
            PlannedRole(role=role, name=name, affiliation=affiliation, talk_title=talk)
            for role, name, affiliation, talk in row["roles"]
        ),
        visibility=Visibility.CONFIDENTIAL if is_confidential else Visibility.PUBLIC,
    )
    return Activity(row["slug"], plan, bool(row["is_sample"]))


def _seats(row: dict[str, Any]) -> dict[Mode, int]:
    """The real webinar's seats are in no source, so none are invented for it: its modes have no places to give."""
    if not row["is_sample"]:
        return {Mode.IN_PERSON: 0, Mode.ONLINE: 0}
    places = {
        Mode.IN_PERSON: row["capacity_onsite"],
        Mode.ONLINE: row["capacity_online"],
    }
    return {mode: places[mode] or 0 for mode in MODES[row["mode"]]}


def _sessions(row: dict[str, Any], days: int, anchor: datetime) -> tuple[PlannedSession, ...]:
    if row["slug"] == RUNNING:
        begins = start_of_running(anchor)
        return (PlannedSession(dtstart=begins, dtend=begins + timedelta(hours=3)),)
    zone = ZoneInfo(ZONE)
    first = datetime.fromisoformat(row["starts_on"]).date()
    length = (datetime.fromisoformat(row["ends_on"]).date() - first).days
    day = _near(anchor.astimezone(zone).date(), days, first) if row["is_sample"] else first
    start, end = (
        time.fromisoformat(row["starts_at"]),
        row["ends_at"] and time.fromisoformat(row["ends_at"]),
    )
    return tuple(
        PlannedSession(
            dtstart=datetime.combine(day + timedelta(days=n), start, zone),
            dtend=datetime.combine(day + timedelta(days=n), end, zone) if end else None,
            title=f"Hari {n + 1}" if length else "",
        )
        for n in range(length + 1)
    )


def _near(today: date, days: int, original: date) -> date:
    """About `days` from today; coming samples keep their day of the week, which was chosen with care."""
    day = today + timedelta(days=days)
    return day if days <= 0 else day + timedelta(days=(original.weekday() - day.weekday()) % 7)
