"""Rows of a signed sheet become scans through the one verb, marked as paper."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from webapp.attendance.checking_in.papers.numbering import Numbered
from webapp.attendance.checking_in.papers.reading import Newcomer
from webapp.attendance.checking_in.people.walking_in import WalkIn, admit_walk_in
from webapp.attendance.checking_in.scanning.answers import Answer, Presented
from webapp.attendance.checking_in.scanning.gates import Gate
from webapp.attendance.checking_in.scanning.recording import record_scan
from webapp.attendance.checking_in.scanning.settling import settle
from webapp.attendance.models import Action, Channel


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a row is entered: `entry` is the form's own mark, `signed_at` when the paper says that people came."""

    gate: Gate
    entry: str
    signed_at: datetime
    by: str
    locale: str


def enter(sheet: Sheet, whom: list[Numbered] | Newcomer, *, at: datetime) -> list[Answer]:
    """Record each; the same form sent twice gives the same answers. Commits row by row, as a batch does."""
    if isinstance(whom, Newcomer):
        return [settle(partial(admit_walk_in, sheet.gate, _walk_in(sheet, whom), at=at))]
    return [settle(partial(record_scan, sheet.gate, _presented(sheet, one), at=at)) for one in whom]


def _presented(sheet: Sheet, one: Numbered) -> Presented:
    uuid = str(uuid5(NAMESPACE_URL, f"paper:{sheet.entry}:{one.registration_id}"))
    return Presented(uuid, one.code, Action.IN, sheet.signed_at, Channel.PAPER, sheet.by)


def _walk_in(sheet: Sheet, one: Newcomer) -> WalkIn:
    return WalkIn(
        uuid=str(uuid5(NAMESPACE_URL, f"paper:{sheet.entry}:{one.name}")),
        name=one.name,
        affiliation=one.affiliation,
        gender=one.gender,
        desk=sheet.by,
        scanned_at=sheet.signed_at,
        locale=sheet.locale,
        channel=Channel.PAPER,
    )
