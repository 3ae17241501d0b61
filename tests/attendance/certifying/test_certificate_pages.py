"""The pages around certificates: the committee's, the public check, the holder's download, the archive."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from tests.attendance.applying import make_attendance
from tests.counting import count_queries
from tests.factories import make_event, make_organization, make_registration, make_user
from webapp.accounts.models import GrantRole
from webapp.attendance.certifying import listing
from webapp.attendance.certifying.issuing import issue_all
from webapp.attendance.certifying.models import Certificate, CertificateLook, Design
from webapp.attendance.models import Registration, Ticket
from webapp.attendance.registering.queries import PAGE as PAGE_OF_REGISTRATION
from webapp.attendance.telling import mails
from webapp.attendance.ticketing import links
from webapp.audit.models import AuditEntry
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization
from webapp.events.models import Event, Role
from webapp.events.queries import PAGE
from webapp.messages.models import Message
from webapp.work import running, shelf
from webapp.work.models import Job, JobState

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]


def held(people: int = 2, *, issues: bool = True, email: str = "") -> tuple[str, int]:
    """The slug of an event of yesterday where `people` were, and a user of its committee."""
    office = make_organization()
    event = make_event(organization=office, start=now() - timedelta(days=1))
    event.roles.append(Role(role="narasumber", name="Agus Siswadi", position=0))
    for n in range(people):
        registration = make_registration(event, name=f"Peserta {n}")
        registration.person.email = email
        make_attendance(registration)
    db.session.flush()
    if issues:
        issue_all(event, at=now())
    return event.slug, make_user(office, GrantRole.ADMIN).id


def certificates(app: Flask) -> list[Certificate]:
    with app.app_context():
        return list(db.session.scalars(select(Certificate).order_by(Certificate.id)))


def test_the_committee_issues_all_at_once_and_tells_who_can_be_told(
    app: Flask, stored: Stored, sign_in: SignIn
) -> None:
    slug, user = stored(lambda: held(issues=False, email="dehen@gelar.test"))
    client = sign_in(user)

    answer = client.post(f"/manage/events/{slug}/certificates", data={"tell": "y"}, follow_redirects=True)

    assert "3 sertifikat diterbitkan." in answer.text
    assert "2 sertifikat peserta, sama dengan 2 orang yang hadir" in answer.text
    with app.app_context():
        promised = db.session.scalars(select(Message).where(Message.kind == "certificate")).all()
        mail = mails.mail_of(promised[0])
        acts = db.session.scalars(select(AuditEntry.act)).all()
    assert (len(promised), "certificates.issued" in acts) == (2, True)
    assert mail is not None
    assert mail.subject.startswith("Sertifikat:")


def test_the_committee_ticks_some_without_scripts_and_the_others_wait(
    app: Flask, stored: Stored, sign_in: SignIn
) -> None:
    slug, user = stored(lambda: held(issues=False, email="dehen@gelar.test"))
    client, path = sign_in(user), f"/manage/events/{slug}/certificates"
    keys = re.findall(r'name="chosen" value="([^"]+)"', client.get(path).text)

    answer = client.post(f"{path}/selection", data={"chosen": keys[:2], "tell": "y"}, follow_redirects=True)

    assert (keys[0], len(keys)) == ("narasumber:Agus Siswadi", 3)
    assert "2 sertifikat diterbitkan." in answer.text
    assert re.findall(r'name="chosen" value="([^"]+)"', answer.text) == keys[2:]
    assert [one.name for one in certificates(app)] == ["Agus Siswadi", "Peserta 0"]
    with app.app_context():
        entries = {one.act: one.after for one in db.session.scalars(select(AuditEntry))}
    assert entries["certificates.issued"] == {"certificates": 2, "told": 1}


def test_a_refused_choice_keeps_its_ticks_and_issues_nothing(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    slug, user = stored(lambda: held(issues=False))
    client, path = sign_in(user), f"/manage/events/{slug}/certificates/selection"

    nothing = client.post(path, data={})
    strange = client.post(path, data={"chosen": ["narasumber:Agus Siswadi", "99999"]})

    assert (nothing.status_code, "Pilih dahulu" in nothing.text) == (422, True)
    assert (strange.status_code, "tidak lagi berhak" in strange.text) == (422, True)
    assert re.search(r'value="narasumber:Agus Siswadi" checked', strange.text)
    assert certificates(app) == []


def test_who_may_only_look_or_is_a_stranger_issues_nothing(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    slug, _user = stored(lambda: held(issues=False))
    viewer = stored(lambda: make_user(db.session.scalars(select(Organization)).one(), GrantRole.VIEWER).id)
    stranger = stored(lambda: make_user(make_organization()).id)
    path, chosen = f"/manage/events/{slug}/certificates/selection", {"chosen": "narasumber:Agus Siswadi"}

    answers = [sign_in(one).post(path, data=chosen).status_code for one in (viewer, stranger)]

    assert (answers, certificates(app)) == ([404, 404], [])


def test_more_than_a_page_of_people_is_chosen_page_by_page(
    stored: Stored, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "WAITING_PER_PAGE", 2)
    slug, user = stored(lambda: held(people=4, issues=False))
    client, path = sign_in(user), f"/manage/events/{slug}/certificates"

    pages = [client.get(f"{path}?waiting={n}").text for n in (1, 2, 3, 99)]

    shown = [re.findall(r'name="chosen" value="[^"]+"[^>]*> <span>([^<]+)', page) for page in pages]
    assert shown == [["Agus Siswadi", "Peserta 0"], ["Peserta 1", "Peserta 2"], ["Peserta 3"], ["Peserta 3"]]


def test_an_absent_person_gets_one_only_with_a_reason(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    slug, user = stored(lambda: held(issues=False))
    absent = stored(lambda: _absent(slug))
    client, path = sign_in(user), f"/manage/events/{slug}/certificates/new?registration={absent}"

    refused = client.post(path, data={"number": "7/manual"})
    given = client.post(path, data={"number": "7/manual", "reason": "Ponselnya rusak"})

    assert (refused.status_code, "alasan" in refused.text, 'value="7/manual"' in refused.text) == (422, True, True)
    assert given.status_code == 303
    assert [(one.number, one.reason) for one in certificates(app)] == [("7/manual", "Ponselnya rusak")]


def _absent(slug: str) -> int:
    event = db.session.scalars(select(Event).where(Event.slug == slug).options(*PAGE)).one()
    return make_registration(event, name="Tidak Hadir").id


@pytest.mark.parametrize(
    "path", ["", "/new?role=narasumber&name=Agus+Siswadi", "/design", "/design.png", "/1", "/1.pdf"]
)
def test_strangers_find_nothing(stored: Stored, sign_in: SignIn, path: str) -> None:
    slug, _user = stored(held)
    other = stored(lambda: make_user(make_organization()).id)

    assert sign_in(other).get(f"/manage/events/{slug}/certificates{path}").status_code == 404


def test_the_page_costs_the_same_for_many(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    (few, user), (many, boss) = stored(held), stored(lambda: held(people=20))
    with app.app_context():
        engine = db.engine
    client = sign_in(user)
    client.get(f"/manage/events/{few}/certificates")

    with count_queries(engine) as for_few:
        client.get(f"/manage/events/{few}/certificates")
    client = sign_in(boss)
    with count_queries(engine) as for_many:
        client.get(f"/manage/events/{many}/certificates")

    assert len(for_many) == len(for_few), for_many


def test_the_public_page_says_what_the_paper_says_and_no_more(app: Flask, stored: Stored, client: FlaskClient) -> None:
    stored(lambda: held(email="rahasia@gelar.test"))
    one = certificates(app)[1]

    page = client.get(f"/certificates/{one.code}")

    assert all(words in page.text for words in ("Sertifikat ini benar", one.number, one.name, "Mekanisme Pembentukan"))
    assert not any(words in page.text for words in ("rahasia", "KT-", "/T/"))
    assert page.headers["Cache-Control"] == "private, no-store"


def test_an_altered_code_is_unknown_and_a_revoked_one_says_so(
    app: Flask, stored: Stored, sign_in: SignIn, client: FlaskClient
) -> None:
    slug, user = stored(held)
    one = certificates(app)[1]
    altered = one.code[:-1] + ("a" if one.code[-1] != "a" else "b")
    path = f"/manage/events/{slug}/certificates/{one.id}"

    assert client.get(f"/certificates/{altered}").status_code == 404
    sign_in(user).post(f"{path}/revocation", data={"reason": "Salah orang"})
    page = client.get(f"/certificates/{one.code}")
    assert ("sudah dicabut" in page.text, "Salah orang" in page.text) == (True, True)
    assert "Sertifikat ini benar" not in page.text


def test_a_number_is_checked_with_its_name_and_not_without(app: Flask, stored: Stored, client: FlaskClient) -> None:
    stored(held)
    one = certificates(app)[1]

    right = client.post("/certificates", data={"number": one.number, "name": one.name.upper()})
    wrong = client.post("/certificates", data={"number": one.number, "name": "Orang Lain"})

    assert (right.status_code, right.location) == (303, f"/certificates/{one.code}")
    assert (wrong.status_code, one.name in wrong.text) == (422, False)


def test_guessing_is_answered_with_a_pause(stored: Stored, client: FlaskClient) -> None:
    stored(held)
    for n in range(21):
        client.post("/certificates", data={"number": f"{n}/SERT", "name": "Dehen"})

    assert client.post("/certificates", data={"number": "1/SERT", "name": "Dehen"}).status_code == 429


def test_the_holder_downloads_it_from_the_ticket(app: Flask, stored: Stored, client: FlaskClient) -> None:
    stored(held)
    with app.app_context():
        code = db.session.scalars(select(Ticket.code).order_by(Ticket.id)).first()

    page, paper = client.get(f"/T/{code}"), client.get(f"/T/{code}/certificate.pdf")

    assert f"/T/{code}/certificate.pdf" in page.text
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(f"/T/{'A' * 26}/certificate.pdf").status_code == 404


@pytest.mark.parametrize("form", ["pdf", "zip"])
def test_all_of_them_come_as_one_file_by_long_work(app: Flask, stored: Stored, sign_in: SignIn, form: str) -> None:
    slug, user = stored(held)
    answer = sign_in(user).post(f"/manage/events/{slug}/certificates/archive", data={"form": form})
    assert answer.location.split("/")[:3] == ["", "manage", "work"]

    with app.app_context():
        running.run_due()
        job = db.session.scalars(select(Job)).one()
        assert job.state is JobState.DONE, job.sentence
        content = shelf.path_of(job.ref).read_bytes()

    assert (job.state, job.sentence) == (JobState.DONE, "3 sertifikat.")
    if form == "zip":
        with ZipFile(io.BytesIO(content)) as archive:
            assert [archive.read(name)[:5] for name in archive.namelist()] == [b"%PDF-"] * 3
    else:
        assert content.startswith(b"%PDF-")


def test_signed_papers_come_back_by_number_and_strangers_are_named(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    slug, user = stored(held)
    one = certificates(app)[1]
    signed = (io.BytesIO(b"%PDF-1.7 signed"), one.number.replace("/", "_") + ".pdf")
    other = (io.BytesIO(b"%PDF-1.7 other"), "lain.pdf")
    client = sign_in(user)

    answer = client.post(
        f"/manage/events/{slug}/certificates/signed", data={"files": [signed, other]}, follow_redirects=True
    )

    assert ("lain.pdf" in answer.text, "Ditandatangani" in answer.text) == (True, True)
    assert client.get(f"/manage/events/{slug}/certificates/{one.id}.pdf").data == b"%PDF-1.7 signed"
    assert "Keabsahan tanda tangannya" in client.get(f"/certificates/{one.code}").text


def test_a_design_is_chosen_and_a_script_is_no_background(app: Flask, stored: Stored, sign_in: SignIn) -> None:
    slug, user = stored(held)
    client, path = sign_in(user), f"/manage/events/{slug}/certificates/design"
    picture = io.BytesIO()
    Image.new("RGB", (297, 210), "white").save(picture, "PNG")
    picture.seek(0)
    script = (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "latar.svg")

    refused = client.post(path, data={"design": "garis", "colour": "", "background": script})
    crooked = client.post(path, data={"design": "garis", "colour": "red"})
    client.post(path, data={"design": "garis", "colour": "#7B2438", "background": (picture, "latar.png")})

    assert (refused.status_code, crooked.status_code) == (422, 422)
    with app.app_context():
        look = db.session.scalars(select(CertificateLook)).one()
    assert (look.design, look.colour, look.background_id is not None) == (Design.GARIS, "#7B2438", True)
    assert client.get(f"{path}.png?design=resmi&colour=%23zz").data.startswith(b"\x89PNG")


def test_a_template_that_would_collide_is_refused_at_its_field(stored: Stored, sign_in: SignIn) -> None:
    slug, user = stored(held)
    client, path = sign_in(user), f"/manage/events/{slug}/certificates/numbers"

    refused = client.post(path, data={"template": "{urut}{bulan}/{tahun}"})

    assert (refused.status_code, "perlu dipisahkan" in refused.text) == (422, True)
    assert client.post(path, data={"template": "{urut}/X/{tahun}"}).status_code == 303


def test_a_name_is_put_right_by_its_owner_until_the_certificate_stands(
    app: Flask, stored: Stored, client: FlaskClient
) -> None:
    def built() -> tuple[str, str]:
        slug, _user = held(1, issues=False)
        registration = db.session.scalars(select(Registration).options(*PAGE_OF_REGISTRATION)).one()
        return slug, links.manage_url(registration).removeprefix("http://gelar.test")

    slug, path = stored(built)
    details = {"details-name": "Peserta Nol", "details-phone": "0812 3456 7890", "details-region": "62.71"}

    before = client.post(f"{path}/contact", data=details)
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.slug == slug).options(*PAGE)).one()
        issue_all(event, at=now())
        db.session.commit()
    same = client.post(f"{path}/contact", data={**details, "details-affiliation": "KIM Handep"})
    renamed = client.post(f"{path}/contact", data={**details, "details-name": "Orang Lain"})
    replaced = client.post(f"{path}/substitution", data={"substitute-name": "Orang Lain"})

    names = {one.name for one in certificates(app)}
    assert (before.status_code, same.status_code) == (303, 303), before.text
    assert (renamed.status_code, replaced.status_code) == (409, 409)
    assert "atas nama Peserta Nol" in renamed.text
    assert "Peserta Nol" in names
