"""Guessing passwords is slow, and nobody locks out somebody else."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from webapp.accounts import limiting
from webapp.accounts.limiting import MOST_ACROSS_ACCOUNTS, MOST_FROM_ANYWHERE, MOST_FROM_ONE_ADDRESS, WINDOW, Attempt
from webapp.accounts.models import SignInFailures
from webapp.clock import now
from webapp.database import db

AT = now()
HERE = Attempt(login="panitia@kantor.id", address="203.0.113.7")


def test_ten_attempts_are_judged_and_the_eleventh_waits(context: Flask) -> None:
    waits = [limiting.count(HERE, at=AT) for _ in range(MOST_FROM_ONE_ADDRESS + 1)]

    assert waits[:-1] == [None] * MOST_FROM_ONE_ADDRESS
    assert waits[-1] == WINDOW


def test_waiting_does_not_begin_anew_with_every_attempt(context: Flask) -> None:
    for minute in range(MOST_FROM_ONE_ADDRESS + 3):
        wait = limiting.count(HERE, at=AT + timedelta(minutes=minute))

    assert wait == WINDOW - timedelta(minutes=MOST_FROM_ONE_ADDRESS + 2)
    assert limiting.count(HERE, at=AT + WINDOW) is None


def test_somebody_elsewhere_is_not_locked_out(context: Flask) -> None:
    for _ in range(MOST_FROM_ONE_ADDRESS + 5):
        limiting.count(HERE, at=AT)

    assert limiting.count(Attempt(login=HERE.login, address="198.51.100.9"), at=AT) is None
    assert limiting.count(Attempt(login="lain@kantor.id", address=HERE.address), at=AT) is None


def test_many_addresses_together_are_stopped_too(context: Flask) -> None:
    waits = [
        limiting.count(Attempt(login=HERE.login, address=f"198.51.100.{number}"), at=AT)
        for number in range(MOST_FROM_ANYWHERE + 1)
    ]

    assert waits[:-1] == [None] * MOST_FROM_ANYWHERE
    assert waits[-1] is not None


def test_one_address_that_tries_many_accounts_is_stopped_too(context: Flask) -> None:
    def attempt(number: int) -> Attempt:
        return Attempt(login=f"orang{number}@kantor.id", address=HERE.address)

    waits = [limiting.count(attempt(number), at=AT) for number in range(MOST_ACROSS_ACCOUNTS + 1)]

    assert waits[:-1] == [None] * MOST_ACROSS_ACCOUNTS
    assert waits[-1] == WINDOW


def test_signing_in_rightly_gives_one_attempt_back_and_no_more(context: Flask) -> None:
    for number in range(MOST_ACROSS_ACCOUNTS):
        limiting.count(Attempt(login=f"orang{number}@kantor.id", address=HERE.address), at=AT)
    limiting.forget(HERE, at=AT)

    waits = [limiting.count(Attempt(login=f"lain{number}@kantor.id", address=HERE.address), at=AT) for number in (1, 2)]

    assert waits == [None, WINDOW]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_a_subscribers_ipv6_network_counts_as_one_address(one: str, other: str, is_same: bool) -> None:
    keys = [{key for key, _most in Attempt(login="a@b.id", address=address).limits()} for address in (one, other)]

    assert (keys[0] == keys[1]) is is_same


@pytest.mark.parametrize("address", ["", "unix:", "x" * 5000, "\x00"])
def test_an_address_that_is_none_counts_as_it_is(context: Flask, address: str) -> None:
    assert limiting.count(Attempt(login="a@b.id", address=address), at=AT) is None


def test_the_right_password_forgets_what_came_before_and_what_is_old(context: Flask) -> None:
    limiting.count(Attempt(login="lama@kantor.id", address=""), at=AT - 2 * WINDOW)
    limiting.count(Attempt(login="lain@kantor.id", address=""), at=AT)
    for _ in range(MOST_FROM_ONE_ADDRESS):
        limiting.count(HERE, at=AT)

    limiting.forget(HERE, at=AT)

    assert limiting.count(HERE, at=AT) is None
    assert db.session.scalar(select(func.count()).select_from(SignInFailures)) == 6


def test_neither_account_nor_address_is_kept(context: Flask) -> None:
    limiting.count(HERE, at=AT)

    kept = " ".join(db.session.scalars(select(SignInFailures.key)))

    assert "panitia" not in kept
    assert "203.0.113" not in kept


def test_attempts_at_the_same_instant_are_all_counted(app: Flask) -> None:
    barrier = threading.Barrier(16)
    waits: list[timedelta | None] = []

    def one() -> None:
        with app.app_context():
            barrier.wait(timeout=20)
            waits.append(limiting.count(HERE, at=AT))
            db.session.commit()

    threads = [threading.Thread(target=one) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sum(wait is None for wait in waits) == MOST_FROM_ONE_ADDRESS
    assert len(waits) == 16
