"""Accounts, passwords, sessions on the server, grants."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import make_organization, make_user
from webapp.accounts import identity, passwords, queries, signing_in
from webapp.accounts.identity import Identity
from webapp.accounts.models import Grant, GrantRole, SignIn
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.web.tokens import token_hash


def standing(token: str, *, after: timedelta = timedelta()) -> SignIn | None:
    return db.session.scalar(queries.standing_sign_in(token_hash(token), at=now() + after))


def test_an_address_is_one_account_however_it_is_typed(context: Flask) -> None:
    signing_in.create_user(email=" Panitia@Kantor.id ", name="Panitia", password="kata sandi", at=now())

    with pytest.raises(Refused, match="sudah memiliki akun"):
        signing_in.create_user(email="panitia@kantor.ID", name="Lain", password="kata sandi", at=now())
    assert db.session.scalar(queries.by_email("PANITIA@kantor.id ")) is not None


@pytest.mark.parametrize("password", ["", "pendek7", "x" * 129])
def test_a_password_is_eight_to_a_hundred_and_twenty_eight_characters(context: Flask, password: str) -> None:
    with pytest.raises(Refused, match="Kata sandi"):
        signing_in.create_user(email="a@b.id", name="A", password=password, at=now())


@pytest.mark.parametrize("password", ["password1", "PASSWORD1", "iloveyou", "diskominfo2026", "katasandi"])
def test_what_is_guessed_first_is_no_password(context: Flask, password: str) -> None:
    with pytest.raises(Refused, match="paling sering ditebak"):
        passwords.hash_password(password)


def test_a_name_or_an_address_is_no_password(context: Flask) -> None:
    known = ("Siti Aminah", "siti.aminah@kantor.id")

    weak = [passwords.weakness(word, known=known) for word in ("SitiAminah", "siti.aminah123", "siti aminah")]

    assert all(sentence and "mudah ditebak" in sentence for sentence in weak)
    assert passwords.weakness("siti menenun rotan", known=known) is None


def test_a_password_is_kept_as_a_slow_hash_with_salt(context: Flask) -> None:
    one, other = (passwords.hash_password("kata sandi") for _ in range(2))

    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert one != other
    assert passwords.is_right(one, "kata sandi")
    assert not passwords.is_right(one, "kata sandi ")
    assert not passwords.is_right(None, "kata sandi")


def test_a_session_is_a_row_that_ends(context: Flask) -> None:
    user = make_user()
    token = signing_in.sign_in(user, at=now(), user_agent="x" * 500)

    assert standing(token) is not None
    assert standing(token, after=signing_in.LIFETIME + timedelta(seconds=1)) is None
    assert db.session.scalar(select(SignIn.token_hash)) != token

    signing_in.sign_out(token, at=now())
    assert standing(token) is None


def test_signing_out_everywhere_ends_every_session_of_one_person(context: Flask) -> None:
    user, other = make_user(), make_user()
    own = [signing_in.sign_in(user, at=now()) for _ in range(2)]
    theirs = signing_in.sign_in(other, at=now())

    signing_in.sign_out_everywhere(user, at=now())

    assert [standing(token) for token in own] == [None, None]
    assert standing(theirs) is not None


def test_a_disabled_account_has_no_session(context: Flask) -> None:
    user = make_user()
    token = signing_in.sign_in(user, at=now())

    user.disabled_at = now()
    db.session.flush()

    assert standing(token) is None


def test_a_role_replaces_the_one_before(context: Flask) -> None:
    organization = make_organization()
    user = make_user(organization, GrantRole.VIEWER)

    signing_in.grant(user, organization_id=organization.id, role=GrantRole.ADMIN)

    assert [grant.role for grant in db.session.scalars(select(Grant))] == [GrantRole.ADMIN]


@pytest.mark.parametrize("role", list(GrantRole))
def test_a_role_may_do_what_lesser_roles_may(context: Flask, role: GrantRole) -> None:
    organization = make_organization()
    user = make_user(organization, role)
    db.session.refresh(user)
    person = Identity(user, "token")

    allowed = [least for least in identity.ORDER if person.may(least, organization.id)]

    assert allowed == list(identity.ORDER[: identity.ORDER.index(role) + 1])
    assert not person.may(GrantRole.VIEWER, organization.id + 1)
