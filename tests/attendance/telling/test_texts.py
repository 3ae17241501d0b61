"""Words of one's own: for one event or for all, in two languages, with a fixed list of placeholders."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.attendance.pages import Stored, coming
from tests.factories import START, make_event, make_organization, make_person, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.telling import mails, previewing, texts
from webapp.attendance.telling.kinds import KINDS
from webapp.attendance.telling.texts import Level, Text
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event
from webapp.messages.models import Message
from webapp.messages.promising import promise

SignIn = Any
CONFIRMED = KINDS["confirmed"]
OWN = Text("Untuk {nama}", "Selamat datang, {nama}, di {kegiatan}.", Level.EVENT)


def subject(event: Event, locale: str = "id") -> str:
    return texts.text_of(CONFIRMED, event, locale).subject


def test_an_events_words_come_before_its_organizations_and_those_before_the_standard(context: Flask) -> None:
    office = make_organization()
    event, other = make_event(organization=office), make_event(organization=office)
    before = subject(event)
    texts.keep(event, CONFIRMED, "id", Text("Kami", "Isi", Level.ORGANIZATION), at=START)
    texts.keep(event, CONFIRMED, "id", OWN, at=START)

    assert (before, subject(event), subject(other), subject(make_event())) == (
        "Tiket: {kegiatan}", OWN.subject, "Kami", "Tiket: {kegiatan}",
    )  # fmt: skip
    assert subject(event, "en") == "Ticket: {kegiatan}"


def test_the_standard_words_come_back(context: Flask) -> None:
    event = make_event()
    texts.keep(event, CONFIRMED, "id", OWN, at=START)

    texts.restore(event, CONFIRMED, "id", Level.EVENT)

    assert subject(event) == "Tiket: {kegiatan}"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("{nama.__class__}", "Penanda {nama.__class__} tidak dikenal"),
        ("{{ config }}", "tidak dikenal"),
        ("{urutan}", "Penanda {urutan} tidak dikenal"),
        ("{nama", "Penanda { tidak dikenal"),
        (" ", "belum diisi"),
        ("a" * 5_000, "Paling banyak"),
        ("bel\x07", "tidak dapat dipakai"),
    ],
)
def test_what_is_not_in_the_list_is_refused_with_a_sentence(context: Flask, typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        texts.keep(make_event(), CONFIRMED, "id", Text("Judul", typed, Level.EVENT), at=START)

    assert sentence in refusal.value.sentence


def test_a_value_is_put_in_as_it_is(context: Flask) -> None:
    event = make_event(summary="{nama} & <b>")
    made = make_registration(event, person=make_person("{kode}", email="a@contoh.id"))
    texts.keep(event, CONFIRMED, "id", OWN, at=START)
    promise(made.id, "confirmed", at=START)

    mail = mails.mail_of(db.session.scalars(select(Message)).one())

    assert mail is not None
    assert "Selamat datang, {kode}, di {nama} & <b>." in mail.text
    assert "Selamat datang, {kode}, di {nama} &amp; &lt;b&gt;." in mail.html


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_has_an_example_in_both_languages(context: Flask, code: str) -> None:
    office = make_organization()
    event, user = make_event(organization=office), make_user(office)
    db.session.commit()

    for locale in texts.LOCALES:
        reference = previewing.reference(event, KINDS[code], locale, user)
        mail = previewing.mail_of(Message(reference=reference, kind=previewing.TEST))
        assert mail is not None
        assert mail.to == user.email
        assert not [mark for mark in KINDS[code].placeholders if f"{{{mark}}}" in mail.text]
    assert not db.session.new


class Office:
    def __init__(self) -> None:
        office = make_organization()
        self.slug = coming(organization=office).slug
        self.committee = make_user(office).id
        self.admin = make_user(office, GrantRole.ADMIN).id
        self.stranger = make_user(make_organization()).id


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


def test_the_editor_shows_previews_and_keeps(sign_in: SignIn, office: Office) -> None:
    committee, here = sign_in(office.committee), f"/manage/events/{office.slug}/messages/texts"
    typed = {"subject": OWN.subject, "body": OWN.body, "level": "event"}

    shown = committee.post(f"{here}/confirmed/id/preview", data=typed).text
    untouched = committee.get(f"{here}/confirmed/id").text
    committee.post(f"{here}/confirmed/id", data=typed)

    assert "Selamat datang, Panitia, di " in shown
    assert OWN.subject not in untouched
    assert OWN.subject in committee.get(f"{here}/confirmed/id").text
    assert "Naskah kegiatan ini" in committee.get(here).text


def test_a_wrong_placeholder_is_said_at_its_field_and_what_was_typed_is_kept(sign_in: SignIn, office: Office) -> None:
    answer = sign_in(office.committee).post(
        f"/manage/events/{office.slug}/messages/texts/confirmed/id",
        data={"subject": "Judul", "body": "Halo {rahasia}", "level": "event"},
    )

    assert answer.status_code == 422
    assert "Penanda {rahasia} tidak dikenal" in answer.text
    assert "Halo {rahasia}</textarea>" in answer.text


def test_words_for_all_events_are_the_administrators(sign_in: SignIn, office: Office) -> None:
    here = f"/manage/events/{office.slug}/messages/texts/confirmed/id"
    typed = {"subject": "Kami", "body": "Isi", "level": "organization"}

    refused = sign_in(office.committee).post(here, data=typed).status_code
    kept = sign_in(office.admin).post(here, data=typed).status_code

    assert (refused, kept) == (404, 303)
    assert sign_in(office.stranger).get(here).status_code == 404


def test_a_test_mail_waits_for_whoever_asked(app: Flask, sign_in: SignIn, office: Office) -> None:
    answer = sign_in(office.committee).post(f"/manage/events/{office.slug}/messages/texts/changed/en/test")

    with app.app_context():
        message = db.session.scalars(select(Message)).one()
    assert answer.status_code == 303
    assert message.reference.endswith(f":changed:en:{office.committee}")
