"""Certificates: one for each who was there, numbers without a gap or a double, and what happens to them afterwards."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from tests.attendance.applying import at_once, make_attendance
from tests.counting import count_queries
from tests.factories import HOUR, START, make_event, make_organization, make_registration
from webapp.attendance.certifying import issuing, numbering, revising, verifying
from webapp.attendance.certifying.eligibility import candidates
from webapp.attendance.certifying.issuing import issue_all, issue_chosen, issue_for_role, issue_to
from webapp.attendance.certifying.models import Certificate, CertificateCounter
from webapp.attendance.certifying.numbering import Office, filled, judge, set_template
from webapp.attendance.reporting.gathering import report
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, EventStatus, Mode, Role

AFTER = START + timedelta(hours=4)
OFFICE = Office(classification="500.14", unit="d.3", agency="Diskominfo")
Stored = Callable[[Callable[[], Any]], Any]


def came(event: Event, *names: str, **values: Any) -> None:
    for name in names:
        make_attendance(make_registration(event, name=name), **values)


def with_roles(event: Event, **names: str) -> Event:
    event.roles += [Role(role=role, name=name, position=n) for n, (role, name) in enumerate(names.items())]
    db.session.flush()
    return event


def test_everybody_who_was_there_gets_one_as_the_report_counts(context: Flask) -> None:
    event = make_event(sessions=2)
    came(event, "Dehen", "Yuliana")
    make_attendance(make_registration(event, name="Daring", mode=Mode.ONLINE))
    make_attendance(make_registration(event, name="Luar kuota", is_outside_quota=True))
    make_registration(event, name="Tidak datang")
    came(event, "Terlalu singkat", is_present=False)
    came(event, "Diurungkan", first_at=None, is_standing=False)
    both = make_registration(event, name="Dua hari")
    make_attendance(both)
    make_attendance(both, session_id=event.sessions[1].id)

    made = issue_all(event, at=AFTER)

    assert sorted(one.name for one in made) == ["Daring", "Dehen", "Dua hari", "Luar kuota", "Yuliana"]
    assert len(made) == len(report(event).everyone())


def test_speakers_and_committee_get_theirs_by_role(context: Flask) -> None:
    event = with_roles(make_event(), narasumber="Agus Siswadi", moderator="Cak Boni")

    made = issue_all(event, at=AFTER)

    assert [(one.role, one.name) for one in made] == [("narasumber", "Agus Siswadi"), ("moderator", "Cak Boni")]


def test_pressing_twice_gives_nothing_twice(context: Flask) -> None:
    event = with_roles(make_event(), narasumber="Agus Siswadi")
    came(event, "Dehen")
    issue_all(event, at=AFTER)

    assert issue_all(event, at=AFTER) == []
    assert candidates(event.id) == []


def test_a_choice_gets_theirs_and_the_next_number_follows(context: Flask) -> None:
    event = with_roles(make_event(), narasumber="Agus Siswadi", moderator="Cak Boni")
    came(event, "Dehen", "Yuliana")
    keys = [one.key for one in candidates(event.id) if one.name in {"Yuliana", "Cak Boni"}]

    made = issue_chosen(event, keys, at=AFTER)

    assert [(one.name, one.position) for one in made] == [("Cak Boni", 1), ("Yuliana", 2)]
    assert issue_chosen(event, keys, at=AFTER) == []
    assert [one.position for one in issue_all(event, at=AFTER)] == [3, 4]


@pytest.mark.parametrize("strange", ["absent", "elsewhere", "narasumber:Bukan Siapa-siapa", "0", "\x00"])
def test_one_who_may_not_have_one_stops_the_whole_choice(context: Flask, strange: str) -> None:
    event, other = make_event(), make_event()
    came(event, "Dehen")
    came(other, "Orang lain")
    key = {"absent": str(make_registration(event).id), "elsewhere": candidates(other.id)[0].key}.get(strange, strange)

    with pytest.raises(Refused) as refusal:
        issue_chosen(event, [candidates(event.id)[0].key, key], at=AFTER)

    assert refusal.value.reason == "not_eligible"
    assert db.session.scalar(select(Certificate)) is None


def test_an_empty_choice_is_asked_for(context: Flask) -> None:
    with pytest.raises(Refused, match="Pilih"):
        issue_chosen(make_event(), [], at=AFTER)


def test_two_choices_at_one_instant_that_overlap_give_each_person_one(app: Flask, stored: Stored) -> None:
    def event() -> tuple[int, list[str]]:
        made = make_event()
        came(made, "Dehen", "Yuliana", "Rima")
        return made.id, [one.key for one in candidates(made.id)]

    event_id, keys = stored(event)
    acts = [
        lambda some=some: len(issue_chosen(db.session.get_one(Event, event_id), some, at=AFTER))
        for some in (keys[:2], keys[1:], keys[:2], keys[1:])
    ]

    assert sum(at_once(app, acts)) == 3
    with app.app_context():
        assert sorted(one or 0 for one in db.session.scalars(select(Certificate.position))) == [1, 2, 3]


def test_names_stand_exactly_as_typed(context: Flask) -> None:
    event = make_event()
    names = ["dr. h. ABDUL  rahman, S.Kom.", "X", "ꦗꦮ", "محمد", "李小龙", "Ani 🌿", "N" * 120, "=1+1"]
    came(event, *names)

    assert {one.name for one in issue_all(event, at=AFTER)} == set(names)


def test_an_absent_person_needs_a_reason(context: Flask) -> None:
    event = make_event()
    absent = make_registration(event)

    with pytest.raises(Refused, match="alasan"):
        issue_to(event, absent, at=AFTER, reason="  ")
    made = issue_to(event, absent, at=AFTER, reason="Hadir, tetapi ponselnya rusak")

    assert (made.reason, made.position) == ("Hadir, tetapi ponselnya rusak", 1)


def test_a_number_by_hand_is_taken_once_and_leaves_the_row_of_numbers_alone(context: Flask) -> None:
    event = with_roles(make_event(), narasumber="Agus Siswadi", moderator="Cak Boni")
    came(event, "Dehen")

    by_hand = issue_for_role(event, role="narasumber", name="Agus Siswadi", at=AFTER, number="800/12/Kominfo")
    with pytest.raises(Refused, match="800/12/Kominfo"):
        issue_for_role(event, role="moderator", name="Cak Boni", at=AFTER, number="800/12/Kominfo")

    assert (by_hand.number, by_hand.position) == ("800/12/Kominfo", None)
    assert [one.position for one in issue_all(event, at=AFTER)] == [1, 2]


@pytest.mark.parametrize(
    ("values", "at", "reason"),
    [({}, START - HOUR, "too_early"), ({"status": EventStatus.CANCELLED}, AFTER, "not_held")],
)
def test_none_before_the_event_or_without_it(context: Flask, values: Any, at: datetime, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        issue_all(make_event(**values), at=at)

    assert refusal.value.reason == reason


def test_the_year_is_the_offices_and_each_begins_at_one(context: Flask) -> None:
    office = make_organization()
    new_year = datetime(2022, 12, 31, 16, 30, tzinfo=UTC)  # 23.30 in Palangka Raya
    first, second = make_event(organization=office), make_event(organization=office)
    came(first, "Dehen")
    came(second, "Yuliana")

    made = [*issue_all(first, at=new_year), *issue_all(second, at=new_year + HOUR)]

    assert [one.number for one in made] == ["1/SERT/XII/2022", "1/SERT/I/2023"]


def test_statements_do_not_grow_with_the_people(context: Flask) -> None:
    few, many = make_event(), make_event()
    came(few, "Dehen")
    came(many, *(f"Peserta {n}" for n in range(30)))

    with count_queries(db.engine) as for_one:
        issue_all(few, at=AFTER)
    with count_queries(db.engine) as for_thirty:
        issue_all(many, at=AFTER)

    assert len(for_thirty) == len(for_one) <= 10


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{urut}/{nomor}/{tahun}", "unknown_part"),
        ("{urut!r}/{tahun}", "unknown_part"),
        ("{urut:>9}/{tahun}", "unknown_part"),
        ("{urut.__class__}/{tahun}", "unknown_part"),
        ("{}/{tahun}", "unknown_part"),
        ("SERT/{tahun}", "urut"),
        ("{urut}/SERT", "tahun"),
        ("", "urut"),
        ("{urut}{bulan}/{tahun}", "would_collide"),
        ("{urut}0{bulan}/{tahun}", "would_collide"),
        ("{urut/{tahun}", "braces"),
        ("{klasifikasi}/{urut}/{tahun}", "missing_part"),
        ("{urut}/{tahun}/" + "x" * 120, "too_long"),
    ],
)
def test_a_template_that_would_not_do_is_refused_with_a_sentence(context: Flask, template: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        judge(template, Office())

    assert (refusal.value.reason, refusal.value.sentence.endswith(".")) == (reason, True)


def test_the_letter_of_this_very_office_can_be_written(context: Flask) -> None:
    judge(numbering.OFFERED, OFFICE)

    number = filled(numbering.OFFERED, OFFICE, position=456, day=date(2025, 5, 2))

    assert number == "500.14/456/d.3/Diskominfo/V/2025"


def test_a_new_template_never_writes_an_old_number(context: Flask) -> None:
    office = make_organization()
    first, second = make_event(organization=office), make_event(organization=office)
    came(first, "Dehen")
    came(second, "Yuliana")
    issue_to(first, make_registration(first, name="Tamu"), at=AFTER, reason="Tamu", number="2/X/2022")
    set_template(office, "{urut}/X/{tahun}", OFFICE)
    issue_all(first, at=AFTER)

    with pytest.raises(Refused, match="2/X/2022"):
        issue_all(second, at=AFTER)


def race(app: Flask, stored: Stored) -> bool:
    """Whether 4 committees that issue 75 each at one instant got the numbers 1 to 300, each once."""

    def events() -> list[int]:
        office = make_organization()
        made = [make_event(organization=office, in_person=100) for _n in range(4)]
        for event in made:
            came(event, *(f"Peserta {n}" for n in range(75)))
        return [event.id for event in made]

    acts = [
        lambda event_id=event_id: len(issue_all(db.session.get_one(Event, event_id), at=AFTER))
        for event_id in stored(events)
    ]
    results = at_once(app, acts)
    with app.app_context():
        positions = sorted(one or 0 for one in db.session.scalars(select(Certificate.position)))
    return results == [75] * 4 and positions == list(range(1, 301))


def test_three_hundred_numbers_at_one_instant_are_gapless_and_single(app: Flask, stored: Stored) -> None:
    assert race(app, stored)


def test_without_the_counter_in_one_statement_the_race_goes_wrong(
    app: Flask, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "sqlite" in app.config["SETTINGS"].database_url:
        pytest.skip("one writer at a time is the other half of the lock there")

    def careless(organization_id: int, count: int, *, year: int) -> int:
        row = db.session.get(CertificateCounter, (organization_id, year))
        row = row or CertificateCounter(organization_id=organization_id, year=year, last=0)
        row.last += count
        db.session.add(row)
        return row.last

    monkeypatch.setattr(numbering, "take", careless)

    assert not race(app, stored)


def test_two_presses_at_one_instant_issue_once(app: Flask, stored: Stored) -> None:
    def event() -> int:
        made = make_event()
        came(made, "Dehen", "Yuliana")
        return made.id

    event_id = int(stored(event))
    acts = [lambda: len(issue_all(db.session.get_one(Event, event_id), at=AFTER))] * 4

    assert sorted(at_once(app, acts)) == [0, 0, 0, 2]


def test_what_is_rolled_back_leaves_no_gap(context: Flask) -> None:
    event = make_event()
    came(event, "Dehen")
    db.session.commit()
    issue_all(event, at=AFTER)
    db.session.rollback()

    assert [one.position for one in issue_all(db.session.get_one(Event, event.id), at=AFTER)] == [1]


def one_certificate(name: str = "Dehen") -> Certificate:
    event = make_event()
    came(event, name)
    return issue_all(event, at=AFTER)[0]


def test_a_revoked_one_says_why_and_its_number_is_never_given_again(context: Flask) -> None:
    certificate = one_certificate()
    event = db.session.get_one(Event, certificate.event_id)

    with pytest.raises(Refused):
        revising.revoke(certificate, reason=" ", at=AFTER)
    revising.revoke(certificate, reason="Salah orang", at=AFTER)
    again = issue_all(event, at=AFTER)[0]

    assert (certificate.revoked_reason, again.position, again.code != certificate.code) == ("Salah orang", 2, True)


def test_issued_again_it_keeps_its_number_and_says_what_was_put_right(context: Flask) -> None:
    certificate = one_certificate("Yulyana")
    number, code = certificate.number, certificate.code

    revising.reissue(certificate, name="Yuliana", note="Ejaan nama", at=AFTER)

    assert (certificate.name, certificate.number, certificate.code) == ("Yuliana", number, code)
    assert (certificate.version, certificate.note) == (2, "Ejaan nama")
    with pytest.raises(Refused):
        revising.reissue(certificate, name="Yuli", note="", at=AFTER)


def test_a_speaker_whose_name_was_put_right_is_offered_no_second_one(context: Flask) -> None:
    event = with_roles(make_event(), narasumber="Agus Siswady", moderator="Cak Boni")
    certificate = issue_for_role(event, role="narasumber", name="Agus Siswady", at=AFTER)
    revising.reissue(certificate, name="Agus Siswadi", note="Ejaan nama", at=AFTER)

    assert [one.name for one in issue_all(event, at=AFTER)] == ["Cak Boni"]
    event.roles[0].name = "Agus Siswadi"  # and then in the programme
    db.session.flush()
    assert issue_all(event, at=AFTER) == []


def test_one_altered_letter_or_another_name_does_not_verify(context: Flask) -> None:
    certificate = one_certificate()
    altered = ("a" if certificate.code[0] != "a" else "b") + certificate.code[1:]

    assert verifying.by_code(certificate.code) is certificate
    assert verifying.by_code(altered) is None
    assert verifying.by_number(certificate.number, " dehen ", address="203.0.113.7", at=AFTER) is certificate
    assert verifying.by_number(certificate.number, "Dehan", address="203.0.113.7", at=AFTER) is None
    assert verifying.by_number(certificate.number, "", address="203.0.113.7", at=AFTER) is None


def test_guessing_numbers_is_slow_for_one_network_alone(context: Flask) -> None:
    for _try in range(verifying.MOST_FAILURES + 1):
        verifying.by_number("1/SERT/III/2022", "Dehen", address="203.0.113.7", at=AFTER)

    assert verifying.wait("203.0.113.7", at=AFTER) is not None
    assert verifying.wait("203.0.113.8", at=AFTER) is None


def test_a_signed_paper_comes_back_by_the_number_in_its_name(context: Flask) -> None:
    certificate = one_certificate()
    upload = FileStorage(BytesIO(b"%PDF-1.7 signed elsewhere"), filename="1_SERT_III_2022.pdf")

    assert revising.match("11-SERT-III-2022.pdf", [certificate]) is None
    assert revising.match(f"surat {certificate.code} ttd.pdf", [certificate]) is certificate
    assert revising.match(upload.filename or "", [certificate]) is certificate
    revising.attach_signed(certificate, upload, at=AFTER)
    assert certificate.signed_at == AFTER
    with pytest.raises(Refused):
        revising.attach_signed(certificate, FileStorage(BytesIO(b"<svg onload=x>"), filename="x.pdf"), at=AFTER)


def test_longest_reason_is_what_is_kept(context: Flask) -> None:
    event = make_event()

    made = issue_to(event, make_registration(event), at=AFTER, reason="a" * 900)

    assert len(made.reason) == issuing.LONGEST_REASON


def test_whoever_is_forgotten_leaves_a_number_without_a_name(context: Flask) -> None:
    certificate = one_certificate("Yuliana")
    revising.reissue(certificate, name="Yuliana, S.Pd.", note="Gelar Yuliana", at=AFTER)
    assert certificate.registration_id is not None

    revising.withdraw_of(certificate.registration_id, name="(dihapus)", at=AFTER)

    shown = verifying.by_code(certificate.code)
    assert shown is not None
    assert (shown.name, shown.note, shown.revoked_at) == ("(dihapus)", revising.WITHDRAWN, AFTER)
    assert shown.number == "1/SERT/III/2022"
