"""Whether an answer's time tells if an account is known: 200 tries for known ones and 200 for unknown ones, mixed.

Each try is for an account of its own, since the limits would answer after ten for one. Welch's t says how far apart the
two means stand; below 4.5 nobody tells them apart at this number of tries.
"""

import random
import time
from math import sqrt
from statistics import mean, variance

from flask import Flask
from flask.testing import FlaskClient

from bench.installation import Installation
from webapp import clock
from webapp.accounts import passwords
from webapp.accounts.models import SignInFailures, User
from webapp.database import db

TRIES = 200
PATHS = ("/sign-in", "/password-reset", "/my-data")


def measure(place: Installation) -> dict[str, float]:
    """Welch's t of each door, by processor time: what a guesser could learn at best, without the network's noise."""
    app = place.app()
    app.config["WTF_CSRF_ENABLED"] = False
    known = [f"dikenal{number}@bench.test" for number in range(TRIES)]
    _accounts(app, known)
    return {path: _welch(app, path, known) for path in PATHS}


def _accounts(app: Flask, emails: list[str]) -> None:
    hashed = passwords.hash_password("kata sandi percobaan")
    with app.app_context():
        db.session.add_all(User(email=one, name="Ukur", password_hash=hashed, created_at=clock.now()) for one in emails)
        db.session.commit()


def _welch(app: Flask, path: str, known: list[str]) -> float:
    client = app.test_client()
    tries = [(one, True) for one in known] + [(f"asing{number}@bench.test", False) for number in range(TRIES)]
    random.Random(7).shuffle(tries)  # an order, no secret
    for _warming in range(5):
        _try(client, path, "siapa@bench.test")
    spent: dict[bool, list[int]] = {True: [], False: []}
    for email, is_known in tries:
        _forget_failures(app)
        spent[is_known].append(_try(client, path, email))
    one, other = spent[True], spent[False]
    return abs(mean(one) - mean(other)) / sqrt(variance(one) / len(one) + variance(other) / len(other))


def _try(client: FlaskClient, path: str, email: str) -> int:
    before = time.process_time_ns()
    client.post(path, data={"email": email, "password": "salah sekali"})
    return time.process_time_ns() - before


def _forget_failures(app: Flask) -> None:
    """One address may guess two hundred times for all accounts together; here it may go on."""
    with app.app_context():
        db.session.query(SignInFailures).delete()
        db.session.commit()
