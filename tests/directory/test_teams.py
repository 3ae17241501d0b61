"""Who acts for an organization: inviting, accepting, changing, letting go."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories import make_organization, make_user
from webapp import clock, database
from webapp.accounts import passwords, queries
from webapp.accounts.models import Grant, GrantRole, User
from webapp.clock import now
from webapp.database import db
from webapp.directory.models import Organization, OrganizationKind
from webapp.directory.teams import changing, inviting, mails
from webapp.directory.teams import queries as teams
from webapp.directory.teams.inviting import Invited
from webapp.directory.teams.models import Invitation
from webapp.errors import Refused
from webapp.messages.models import Message

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
PASSWORD, PIN, PHONE = "perahu kelotok di Kahayan", "739104", "+6281250123456"


@pytest.fixture
def kim(stored: Stored) -> Organization:
    made: Organization = stored(
        lambda: make_organization(slug="kim-maju", name="KIM Maju", kind=OrganizationKind.KIM, region_code="62.03")
    )
    return made


@pytest.fixture
def admin(stored: Stored, kim: Organization, sign_in: SignIn) -> FlaskClient:
    """A browser in which an administrator of the KIM is signed in."""
    return sign_in(member(stored, kim, GrantRole.ADMIN))


def member(stored: Stored, organization: Organization, role: GrantRole, **values: Any) -> int:
    made: int = stored(lambda: make_user(db.session.merge(organization), role, **values).id)
    return made


def invite(client: FlaskClient, login: str, role: str = "committee", slug: str = "kim-maju") -> Any:
    return client.post(f"/manage/organization/{slug}/team/invitations", data={"login": login, "role": role})


def link(client: FlaskClient, slug: str = "kim-maju") -> str:
    """The path of the only invitation that stands on the team page."""
    found: str
    (found,) = set(re.findall(r"gelar\.test(/invitations/\w+)", client.get(f"/manage/organization/{slug}/team").text))
    return found


def roles(app: Flask, login: str) -> list[GrantRole]:
    with app.app_context():
        return list(db.session.scalars(select(Grant.role).join(Grant.user).where(User.email == login)))


def test_an_invited_person_makes_an_account_and_is_in(app: Flask, admin: FlaskClient) -> None:
    invite(admin, " Baru@Kantor.id ", "desk")
    path, newcomer = link(admin), app.test_client()

    page = newcomer.get(path)
    answer = newcomer.post(path, data={"name": "Siti", "password": PASSWORD})

    assert "petugas meja" in page.text
    assert answer.location == "/manage"
    assert newcomer.get("/manage").status_code == 200
    assert roles(app, "baru@kantor.id") == [GrantRole.DESK]
    assert newcomer.get(path).status_code == 410


def test_the_link_is_also_mailed_and_dies_with_the_invitation(app: Flask, admin: FlaskClient) -> None:
    invite(admin, "baru@kantor.id")
    path = link(admin)
    with app.app_context():
        message = db.session.scalars(select(Message).where(Message.kind == inviting.KIND)).one()
        mail = mails.mail_of(message)
        assert mail is not None
        assert path in mail.text
        assert mail.to == "baru@kantor.id"
        invitation_id = db.session.scalars(select(Invitation.id)).one()

    admin.post(f"/manage/organization/kim-maju/team/invitations/{invitation_id}/withdraw")

    assert admin.get(path).status_code == 410
    with app.app_context():
        assert mails.mail_of(db.session.merge(message)) is None


def test_inviting_again_kills_the_older_link(app: Flask, admin: FlaskClient) -> None:
    invite(admin, "baru@kantor.id", "viewer")
    older = link(admin)

    invite(admin, "baru@kantor.id", "desk")

    assert admin.get(older).status_code == 410
    assert "petugas meja" in app.test_client().get(link(admin)).text


def test_an_invitation_is_over_after_a_week(app: Flask, admin: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    invite(admin, "baru@kantor.id")
    path, later = link(admin), now() + timedelta(days=8)

    monkeypatch.setattr(clock, "now", lambda: later)

    assert app.test_client().get(path).status_code == 410


def test_the_link_alone_does_not_act_for_an_account_that_stands(app: Flask, stored: Stored, admin: FlaskClient) -> None:
    stored(lambda: make_user(email="lama@kantor.id", password_hash=passwords.hash_password(PASSWORD)))
    invite(admin, "lama@kantor.id")
    path, stranger = link(admin), app.test_client()

    answer = stranger.post(path, data={"name": "Pencuri", "password": "kata sandi pencuri"})

    assert answer.location.startswith("/sign-in?next=/invitations/")
    assert roles(app, "lama@kantor.id") == []


def test_the_invited_account_accepts_by_signing_in(
    app: Flask, stored: Stored, admin: FlaskClient, sign_in: SignIn
) -> None:
    invited: int = stored(lambda: make_user(email="lama@kantor.id").id)
    other: int = stored(lambda: make_user().id)
    invite(admin, "lama@kantor.id")
    path = link(admin)

    refused = sign_in(other).post(path)
    accepted = sign_in(invited).post(path)

    assert (refused.status_code, accepted.status_code) == (409, 302)
    assert roles(app, "lama@kantor.id") == [GrantRole.COMMITTEE]


def test_a_chair_without_mail_signs_in_by_telephone_and_pin(app: Flask, admin: FlaskClient) -> None:
    invite(admin, "0812 5012 3456", "admin")
    page = admin.get("/manage/organization/kim-maju/team").text
    path, phone = link(admin), app.test_client()

    accepted = phone.post(path, data={"name": "Rusdi", "password": PIN})
    phone.post("/sign-out")
    back = phone.post("/sign-in", data={"email": "0812-5012-3456", "password": PIN})

    assert "https://wa.me/6281250123456?text=" in page
    assert accepted.location == "/manage"
    assert back.location == "/manage"


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        ("12345", "6 angka"),
        ("1234567", "6 angka"),
        ("abcdef", "6 angka"),
        ("１２３９８７", "6 angka"),
        ("123456", "mudah ditebak"),
        ("654321", "mudah ditebak"),
        ("111111", "mudah ditebak"),
        ("121212", "mudah ditebak"),
        ("739739", "mudah ditebak"),
        ("739937", "mudah ditebak"),
        ("123456"[::-1], "mudah ditebak"),
        ("501234", ""),
    ],
)
def test_a_pin_is_six_digits_that_are_not_guessed_first(context: Flask, pin: str, sentence: str) -> None:
    weakness = passwords.pin_weakness(pin, known=(PHONE,))

    assert (sentence in weakness) if sentence and weakness else weakness is None
    assert passwords.pin_weakness("123456", known=())


def test_the_end_of_ones_number_is_no_pin(context: Flask) -> None:
    assert passwords.pin_weakness("739104", known=("+6281250739104",))
    assert passwords.pin_weakness("739104", known=(PHONE,)) is None


def test_only_kim_invite_by_telephone(context: Flask) -> None:
    office = make_organization()

    with pytest.raises(Refused, match="hanya untuk pengurus KIM"):
        inviting.invite(office, Invited(PHONE, GrantRole.DESK), locale="id", at=now())


def test_a_forgotten_pin_is_renewed_at_once(app: Flask, admin: FlaskClient) -> None:
    invite(admin, PHONE)
    app.test_client().post(link(admin), data={"name": "Rusdi", "password": PIN})
    with app.app_context():
        grant_id = db.session.scalars(select(Grant.id).join(Grant.user).where(User.phone == PHONE)).one()

    admin.post(f"/manage/organization/kim-maju/team/{grant_id}/pin")
    path, phone = link(admin), app.test_client()
    answer = phone.post(path, data={"password": "402917"})

    assert answer.location == "/manage"
    with app.app_context():
        rusdi = db.session.scalars(queries.by_login(PHONE)).one()
        assert passwords.is_right(rusdi.password_hash, "402917")
        assert [grant.role for grant in rusdi.grants] == [GrantRole.COMMITTEE]


def test_a_pin_is_not_renewed_from_one_of_two_groups(context: Flask) -> None:
    first, second = (make_organization(kind=OrganizationKind.KIM) for _ in range(2))
    chair = make_user(first, email=None, phone=PHONE)
    db.session.add(Grant(user=chair, organization_id=second.id, role=GrantRole.ADMIN))
    db.session.flush()
    db.session.refresh(chair)

    with pytest.raises(Refused, match="tidak dapat diganti"):
        inviting.renew_pin(first, chair, GrantRole.COMMITTEE, locale="id", at=now())


@pytest.mark.parametrize("change", ["joins another", "leaves"])
def test_a_link_for_a_new_pin_ends_when_its_group_no_longer_speaks_for_the_account(context: Flask, change: str) -> None:
    """Whoever made the link could act for the other group, or as somebody who has gone."""
    first, second = (make_organization(kind=OrganizationKind.KIM) for _ in range(2))
    chair = make_user(first, email=None, phone=PHONE)
    before = chair.password_hash
    renewal = inviting.renew_pin(first, chair, GrantRole.COMMITTEE, locale="id", at=now())
    if change == "leaves":
        db.session.delete(chair.grants[0])
    else:
        db.session.add(Grant(user=chair, organization_id=second.id, role=GrantRole.ADMIN))
    db.session.flush()
    db.session.expire_all()

    with pytest.raises(Refused, match="tidak dapat diganti"):
        inviting.accept_pin(renewal, pin="402917", at=now())

    assert chair.password_hash == before


def test_a_role_that_is_lost_is_lost_at_once(app: Flask, stored: Stored, kim: Organization, admin: FlaskClient) -> None:
    other = member(stored, kim, GrantRole.ADMIN, email="lain@kantor.id")
    with app.app_context():
        grant_id = db.session.scalars(select(Grant.id).where(Grant.user_id == other)).one()
    base = f"/manage/organization/kim-maju/team/{grant_id}"

    admin.post(base, data={"role": "viewer"})
    changed = roles(app, "lain@kantor.id")
    admin.post(f"{base}/remove")

    assert (changed, roles(app, "lain@kantor.id")) == ([GrantRole.VIEWER], [])
    assert admin.post(base, data={"role": "admin"}).status_code == 404


def test_a_team_keeps_an_administrator(context: Flask) -> None:
    office = make_organization()
    only = make_user(office, GrantRole.ADMIN)
    grant = db.session.scalars(teams.grant(office.id, only_grant(only.id))).one()

    with pytest.raises(Refused, match="sedikitnya satu pengelola"):
        changing.remove(grant)
    with pytest.raises(Refused, match="sedikitnya satu pengelola"):
        changing.change_role(grant, GrantRole.DESK)
    changing.change_role(grant, GrantRole.ADMIN)


def only_grant(user_id: int) -> int:
    return db.session.scalars(select(Grant.id).where(Grant.user_id == user_id)).one()


def test_two_administrators_cannot_take_each_other_out(app: Flask, stored: Stored, kim: Organization) -> None:
    ids = [member(stored, kim, GrantRole.ADMIN) for _ in range(2)]
    barrier, outcomes = Barrier(2), []

    def leave(user_id: int) -> None:
        barrier.wait(timeout=20)
        with app.app_context():
            database.begin_for_writing(may_write=True)
            try:
                changing.remove(db.session.scalars(teams.grant(kim.id, only_grant(user_id))).one())
                db.session.commit()
                outcomes.append("gone")
            except Refused:
                db.session.rollback()
                outcomes.append("refused")

    threads = [Thread(target=leave, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["gone", "refused"]


@pytest.mark.parametrize(
    ("region", "kind", "status"),
    [
        (None, OrganizationKind.OFFICE, 200),
        ("62.03", OrganizationKind.OFFICE, 200),
        ("62.06", OrganizationKind.OFFICE, 404),
        ("62.03", OrganizationKind.KIM, 404),
        ("62.03", OrganizationKind.FORUM, 404),
    ],
)
def test_an_office_looks_after_the_kim_of_its_region(
    stored: Stored, kim: Organization, sign_in: SignIn, region: str | None, kind: OrganizationKind, status: int
) -> None:
    other: Organization = stored(lambda: make_organization(kind=kind, region_code=region))

    client = sign_in(member(stored, other, GrantRole.ADMIN))

    assert client.get("/manage/organization/kim-maju/team").status_code == status


@pytest.mark.parametrize("role", [GrantRole.COMMITTEE, GrantRole.DESK, GrantRole.VIEWER])
def test_nobody_else_sees_a_team(stored: Stored, kim: Organization, sign_in: SignIn, role: GrantRole) -> None:
    client = sign_in(member(stored, kim, role))

    assert client.get("/manage/organization/kim-maju/team").status_code == 404
    assert invite(client, "teman@kantor.id").status_code == 404


@pytest.mark.parametrize(
    ("login", "role", "sentence"),
    [
        ("", "desk", "Tuliskan alamat surel"),
        ("bukan@", "desk", "belum tepat"),
        ("0812", "desk", "kurang angkanya"),
        ("a@kantor.id", "raja", "pilihan"),
    ],
)
def test_a_wrong_invitation_is_said_at_its_field(admin: FlaskClient, login: str, role: str, sentence: str) -> None:
    answer = invite(admin, login, role)

    assert answer.status_code == 422
    assert sentence in answer.text.lower() or sentence in answer.text
