"""A report counts once somebody has looked at it, changes nothing twice, and can be taken back; on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.attendance.importing.providers import TITLE, VARIANTS, ZOOM_OLD, ZOOM_PREAMBLE, dashboard
from tests.attendance.importing.providers import at as at_clock
from tests.counting import count_queries
from tests.factories import START, make_event, make_registration, make_user
from webapp.attendance.importing import counting, deciding, receiving
from webapp.attendance.importing.forgetting import forget_person
from webapp.attendance.importing.models import AttendanceImport, How, ImportedParticipant
from webapp.attendance.importing.receiving import Upload
from webapp.attendance.models import COUNTED, Attendance, Channel, Consent, Registration, RegistrationStatus
from webapp.attendance.verdicts import deciding as verdicts
from webapp.attendance.verdicts.models import PresenceInterval
from webapp.attendance.verdicts.rules import Rule, Why
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Mode
from webapp.files.models import StoredFile
from webapp.privacy.retaining.forgetting_due import forget_contacts

LATER = START + timedelta(hours=6)
REPORT = (ZOOM_PREAMBLE + ZOOM_OLD).encode()


@pytest.fixture
def event(context: Flask) -> Event:
    return make_event(summary=TITLE)


@pytest.fixture
def by(event: Event) -> int:
    return make_user().id


def upload(event: Event, content: bytes = REPORT, **values: Any) -> Upload:
    given: dict[str, Any] = {"filename": "participants.csv", "tzid": "Asia/Jakarta", "session_id": event.sessions[0].id}
    return Upload(content=content, **given | values)


def received(event: Event, by: int, content: bytes = REPORT, **values: Any) -> AttendanceImport:
    return receiving.receive(event, upload(event, content, **values), by=by, at=LATER)


def confirmed(event: Event, by: int, content: bytes = REPORT, **values: Any) -> AttendanceImport:
    imported = received(event, by, content, **values)
    counting.confirm(imported, event, is_sure=False, at=LATER)
    return imported


def people(imported: AttendanceImport) -> list[ImportedParticipant]:
    rows = select(ImportedParticipant).where(ImportedParticipant.import_id == imported.id)
    return list(db.session.scalars(rows.order_by(ImportedParticipant.number).execution_options(populate_existing=True)))


def presence(registration: Registration) -> Attendance | None:
    """Their attendance, as reports count it."""
    row = select(Attendance).where(Attendance.registration_id == registration.id, COUNTED)
    return db.session.scalars(row.execution_options(populate_existing=True)).one_or_none()


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def online(event: Event, name: str, **values: Any) -> Registration:
    return make_registration(event, name=name, mode=Mode.ONLINE, **values)


def test_nothing_counts_before_somebody_has_looked(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")

    imported = received(event, by)

    assert (presence(dehen), imported.confirmed_at) == (None, None)
    assert [(row.name, row.registration_id, row.how) for row in people(imported)] == [
        ("Dehen Contoh", dehen.id, How.NAME),
        ("Siti_KIM Handep", None, How.NOBODY),
    ]


def test_a_confirmed_report_gives_minutes_and_a_verdict(event: Event, by: int) -> None:
    dehen, siti = online(event, "Dehen Contoh"), online(event, "Siti", affiliation="KIM Handep")
    verdicts.set_rule(event, Rule(minutes_percent=50), at=START)

    confirmed(event, by)

    one, other = presence(dehen), presence(siti)
    assert one is not None and (one.minutes, one.why, one.channel) == (90, Why.MINUTES, Channel.REPORT)
    assert (one.first_at, one.last_at) == (at_clock(9, 5), at_clock(10, 35))
    assert other is None  # 70 of 180 minutes are less than half


def test_the_same_file_again_changes_nothing(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")
    first = confirmed(event, by)

    again = confirmed(event, by)

    assert again.id == first.id
    assert (count(AttendanceImport), count(ImportedParticipant), count(StoredFile)) == (1, 2, 1)
    assert count(PresenceInterval) == 1 and presence(dehen) is not None


def test_two_reports_of_one_meeting_are_a_union(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")
    confirmed(event, by)

    confirmed(event, by, VARIANTS["teams"], filename="teams.csv")

    row = presence(dehen)
    assert row is not None and row.minutes == 90


def test_an_import_can_be_taken_back_and_brought_again(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")
    imported = confirmed(event, by)

    counting.take_back(imported, event, at=LATER)
    assert (presence(dehen), count(PresenceInterval)) == (None, 0)

    confirmed(event, by)
    assert presence(dehen) is not None


def test_a_report_that_was_never_confirmed_is_forgotten_with_its_file(event: Event, by: int) -> None:
    receiving.discard(received(event, by))

    assert (count(AttendanceImport), count(ImportedParticipant), count(StoredFile)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("summary", "day", "is_asked"),
    [(TITLE, 0, False), ("Panen raya lele", 0, True), (TITLE, 3, True)],
)
def test_a_report_of_another_meeting_is_asked_about(
    context: Flask, summary: str, day: int, is_asked: bool
) -> None:  # fmt: skip
    event = make_event(summary=summary, start=START + timedelta(days=day))
    dehen, by = online(event, "Dehen Contoh"), make_user().id
    imported = received(event, by, (ZOOM_PREAMBLE + ZOOM_OLD).replace("03/10/2022", "2022-03-10").encode())

    if is_asked:
        with pytest.raises(Refused, match="rapat lain"):
            counting.confirm(imported, event, is_sure=False, at=LATER)
        assert presence(dehen) is None
    counting.confirm(imported, event, is_sure=is_asked, at=LATER)

    row = presence(dehen)
    assert row is not None and row.minutes == 90


def test_the_zone_of_the_account_is_told(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")
    in_utc = REPORT.replace(b" 09:", b" 02:").replace(b" 10:", b" 03:").replace(b" 08:", b" 01:")

    confirmed(event, by, in_utc, tzid="UTC")

    row = presence(dehen)
    assert row is not None and row.first_at == at_clock(9, 5)


def test_bare_durations_count_from_the_sessions_beginning(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")

    confirmed(event, by, VARIANTS["zoom, unique"])

    row = presence(dehen)
    assert row is not None and (row.minutes, row.first_at) == (90, START)


def test_an_unknown_duration_is_evidence_without_minutes(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")

    imported = confirmed(event, by, b"Name (Original Name),User Email,Total Duration (Minutes)\nDehen Contoh,,\n")

    row = presence(dehen)
    assert row is not None and row.minutes == 0
    assert people(imported)[0].seconds is None


def test_the_id_that_we_gave_the_conference_needs_no_name(event: Event, by: int) -> None:
    dehen = online(event, "Orang Lain Namanya")

    confirmed(event, by, dashboard(dehen=dehen.ref))

    row = presence(dehen)
    assert row is not None and row.minutes == 90


def test_an_unmatched_row_is_matched_by_hand_and_counts_at_once(event: Event, by: int) -> None:
    sri = online(event, "Sri Wahyuni")
    row = people(confirmed(event, by))[1]

    deciding.assign(row, sri, event=event, by=by, at=LATER)
    found = presence(sri)
    assert found is not None and found.minutes == 70

    deciding.assign(row, None, event=event, by=by, at=LATER)
    assert presence(sri) is None


def test_another_events_registration_is_refused(event: Event, by: int) -> None:
    stranger = online(make_event(), "Sri Wahyuni")
    row = people(confirmed(event, by))[1]

    with pytest.raises(Refused):
        deciding.assign(row, stranger, event=event, by=by, at=LATER)


def test_an_unmatched_row_is_registered_with_ticket_and_consent(event: Event, by: int) -> None:
    row = people(confirmed(event, by))[1]

    made = deciding.register(row, deciding.Newcomer(name="Siti"), event=event, by=by, at=LATER)

    assert (made.status, made.mode, made.is_walk_in) == (RegistrationStatus.CONFIRMED, Mode.ONLINE, True)
    assert [proof.channel for proof in db.session.scalars(select(Consent))] == ["committee"]
    found = presence(made)
    assert found is not None and found.minutes == 70
    with pytest.raises(Refused):
        deciding.register(row, deciding.Newcomer(name="Siti"), event=event, by=by, at=LATER)


def test_whoever_waits_is_matched_and_not_counted(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh", status=RegistrationStatus.WAITING, queue_number=1)

    imported = confirmed(event, by)

    assert (people(imported)[0].registration_id, presence(dehen)) == (dehen.id, None)


def test_a_session_counts_only_what_lies_in_it(context: Flask) -> None:
    event, by = make_event(summary=TITLE, sessions=2), make_user().id
    dehen = online(event, "Dehen Contoh")

    confirmed(event, by)

    rows = db.session.execute(select(Attendance.session_id).where(Attendance.registration_id == dehen.id)).all()
    assert [row.session_id for row in rows] == [event.sessions[0].id]


def test_a_refused_file_leaves_nothing(event: Event, by: int) -> None:
    with pytest.raises(Refused):
        received(event, by, b"nama,asal\nDehen,KIM\n")

    assert (count(AttendanceImport), count(StoredFile)) == (0, 0)


def test_many_rows_take_no_more_statements_than_two(event: Event, by: int) -> None:
    for number in range(12):
        online(event, f"Peserta Nomor{number}")
    head, *_rest = ZOOM_OLD.splitlines()
    rows = [f"Peserta Nomor{n},,03/10/2022 09:0{n}:00 AM,03/10/2022 10:35:00 AM,90,No,Y" for n in range(9)]

    counted = []
    for many in (2, 9):
        with count_queries(db.engine) as statements:
            confirmed(event, by, "\n".join([head, *rows[:many]]).encode())
        counted.append(len(statements))

    assert counted[0] == counted[1]


def test_files_and_addresses_go_a_year_after_the_event(event: Event, by: int) -> None:
    online(event, "Dehen Contoh")
    imported = confirmed(event, by)

    forget_contacts(at=LATER + timedelta(days=300))
    assert (count(StoredFile), people(imported)[0].email) == (1, "dehen@contoh.id")

    forget_contacts(at=LATER + timedelta(days=400))
    row = people(imported)[0]
    assert (count(StoredFile), row.name, row.email) == (0, "Dehen Contoh", "")


def test_an_erased_person_stands_in_no_report_and_in_no_file(event: Event, by: int) -> None:
    dehen = online(event, "Dehen Contoh")
    imported = confirmed(event, by)

    forget_person(dehen, anonymous="(dihapus)")

    assert [(row.name, row.email) for row in people(imported)] == [("(dihapus)", ""), ("Siti_KIM Handep", "")]
    assert (count(StoredFile), presence(dehen) is not None) == (0, True)
