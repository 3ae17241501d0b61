"""Guessing passwords is slow: failures are counted in the database, so that every process knows them.

Ten in a quarter of an hour for one account from one address, so that nobody locks out somebody
else; a hundred for one account from anywhere, against guessers with many addresses; twenty where six
digits are all there is to guess. Two hundred from one address for all accounts together, against who tries one
password on everybody: a carrier's address is shared, so signing in rightly gives its own attempt back, and no more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from webapp.accounts.models import SignInFailures
from webapp.database import db
from webapp.web.tokens import token_hash

WINDOW = timedelta(minutes=15)
MOST_FROM_ONE_ADDRESS = 10
MOST_FROM_ANYWHERE = 100
MOST_PINS_FROM_ANYWHERE = 20
MOST_ACROSS_ACCOUNTS = 200


@dataclass(frozen=True)
class Attempt:
    """Somebody at an address asks for an account, known or not."""

    login: str  # in its stored form: an address in lower case, or E.164
    address: str

    def limits(self) -> list[tuple[str, int]]:
        """(key, most failures), in the order in which their rows are locked."""
        most = MOST_PINS_FROM_ANYWHERE if self.login.startswith("+") else MOST_FROM_ANYWHERE
        pair = token_hash(f"account {self.login} from {network(self.address)}")
        return sorted(
            [
                (pair, MOST_FROM_ONE_ADDRESS),
                (token_hash(f"account {self.login}"), most),
                (self.across, MOST_ACROSS_ACCOUNTS),
            ]
        )

    @property
    def across(self) -> str:
        """The key of everything that comes from this address."""
        return token_hash(f"accounts from {network(self.address)}")


def count(attempt: Attempt, *, at: datetime) -> timedelta | None:
    """Count an attempt before it is judged, so that many at once cannot slip by.

    Returns how long to wait if there were too many. Commit at once: a password is compared outside
    the transaction.
    """
    waits = [_count(key, most, at) for key, most in attempt.limits()]
    return max((wait for wait in waits if wait is not None), default=None)


def forget(attempt: Attempt, *, at: datetime) -> None:
    """The password was right: the failures before it do not count. What is too old goes as well."""
    for key, _most in attempt.limits():
        row = SignInFailures.key == key
        if key == attempt.across:
            less = update(SignInFailures).where(row, SignInFailures.failures > 0)
            db.session.execute(less.values(failures=SignInFailures.failures - 1))
        else:
            db.session.execute(delete(SignInFailures).where(row))
    old = select(SignInFailures.key).where(SignInFailures.since <= at - WINDOW).with_for_update(skip_locked=True)
    db.session.execute(delete(SignInFailures).where(SignInFailures.key.in_(old)))


def wait_after(name: str, *, most: int, at: datetime) -> timedelta | None:
    """How long to wait when more than `most` failures were noted under `name` within the window; else None."""
    since = db.session.scalar(
        select(SignInFailures.since).where(
            SignInFailures.key == token_hash(name),
            SignInFailures.failures > most,
            SignInFailures.since > at - WINDOW,
        )
    )
    return max(timedelta(seconds=1), since + WINDOW - at) if since else None


def note_failure(name: str, *, at: datetime) -> None:
    """Count one failure under `name`, which is not kept itself."""
    _count(token_hash(name), 0, at)


def _count(key: str, most: int, at: datetime) -> timedelta | None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    is_old = SignInFailures.since <= at - WINDOW
    row = (
        insert(SignInFailures)
        .values(key=key, failures=1, since=at)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={
                "failures": case((is_old, 1), else_=SignInFailures.failures + 1),
                "since": case((is_old, at), else_=SignInFailures.since),
            },
        )
        .returning(SignInFailures.failures, SignInFailures.since)
    )
    failures, since = db.session.execute(row).one()
    return None if failures <= most else max(timedelta(seconds=1), since + WINDOW - at)


def network(address: str) -> str:
    """An IPv6 subscriber owns a whole /64, so the network counts; an IPv4 address stands for itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{parsed}/64", strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)
