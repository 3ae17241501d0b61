"""The report of a conference as Zoom writes it, for a sample that is over: somebody sure, a guess, and a stranger."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from webapp.attendance.importing.counting import confirm
from webapp.attendance.importing.receiving import Upload, receive
from webapp.attendance.models import Registration
from webapp.events.models import Event

HEAD = ("Name (original name)", "Email", "Join time", "Leave time", "Duration (minutes)", "Guest", "In waiting room")
STRANGER = "Galaxy A14"


def import_zoom_report(event: Event, people: Sequence[Registration], *, at: datetime) -> None:
    """Bring in the report of a meeting in which `people` took part, one with a letter too few, and somebody unknown."""
    content = _report(event, [one.person.name for one in people])
    upload = Upload(
        content=content, filename="participants_81200000000.csv", tzid=event.tzid, session_id=event.sessions[0].id
    )
    confirm(receive(event, upload, by=None, at=at), event, is_sure=True, at=at)


def _report(event: Event, names: list[str]) -> bytes:
    chance = Random(event.slug)  # noqa: S311  # a story, not a secret
    start = event.sessions[0].dtstart.astimezone(ZoneInfo(event.tzid))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("Topic", "ID", "Host name", "Duration (minutes)", "Start time", "End time", "Participants"))
    writer.writerow((event.summary, "812 0000 0000", "Panitia (contoh)", 190, _us(start), _us(start), len(names) + 1))
    writer.writerow(())
    writer.writerow(HEAD)
    long = next((number for number, name in enumerate(names) if len(name) > 12 and " " in name), 0)
    for number, name in enumerate([*names, STRANGER]):
        shown = name[:-2] + name[-1] if number == long else name
        joined = start + timedelta(minutes=chance.randint(-6, 25))
        left = joined + timedelta(minutes=chance.randint(70, 170))
        minutes = round((left - joined) / timedelta(minutes=1))
        writer.writerow((shown, "", _us(joined), _us(left), minutes, "Yes", "No"))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _us(moment: datetime) -> str:
    return moment.strftime("%m/%d/%Y %I:%M:%S %p")
