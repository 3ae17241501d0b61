"""Making personal calendars, adding to them, replacing and revoking their addresses."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, update

from webapp.attendance.calendars import queries
from webapp.attendance.calendars.models import SubscribedRegistration, Subscription
from webapp.database import db
from webapp.errors import Refused
from webapp.web.tokens import new_code, token_hash

MOST = 20  # standing addresses of one user, or around one registration
# "Terakhir diambil" is told to the hour: a feed that is asked for is not a reason to write each time.
PRECISION = timedelta(hours=1)


def open_for_user(user_id: int, *, name: str, locale: str, at: datetime) -> tuple[Subscription, str]:
    """A calendar of what the user's organizations hold, and its secret, which is stored hashed and shown once."""
    standing = db.session.scalars(queries.standing_of_user(user_id)).all()
    _refuse_too_many(standing)
    return _made(Subscription(name=name, locale=locale, user_id=user_id, created_at=at, changed_at=at))


def open_for(registration_ids: Collection[int], *, name: str, locale: str, at: datetime) -> tuple[Subscription, str]:
    """A calendar of these registrations, whose managing secrets the caller has seen, and its secret."""
    _refuse_too_many(db.session.scalars(queries.standing_with(registration_ids)).all())
    subscription, token = _made(Subscription(name=name, locale=locale, created_at=at, changed_at=at))
    _put_in(subscription, registration_ids)
    return subscription, token


def add(subscription: Subscription, registration_id: int, *, at: datetime) -> None:
    """Let a registration stand in the calendar too; done twice it changes nothing."""
    if registration_id not in _held(subscription):
        _put_in(subscription, [registration_id])
        _touch(subscription, at=at)


def leave(subscription: Subscription, registration_id: int, *, at: datetime) -> None:
    """Take a registration out; the calendar stays for the others."""
    if registration_id in _held(subscription):
        row = SubscribedRegistration
        db.session.execute(
            delete(row).where(row.subscription_id == subscription.id, row.registration_id == registration_id)
        )
        _touch(subscription, at=at)


def rotate(subscription: Subscription, *, at: datetime) -> tuple[Subscription, str]:
    """A new address for the same calendar; the old one is gone at once. Refused when it was revoked already."""
    if not _end(subscription, at=at):
        raise Refused(_("Alamat kalender ini sudah dicabut."), reason="revoked")
    fresh = Subscription(
        name=subscription.name, locale=subscription.locale, user_id=subscription.user_id, created_at=at, changed_at=at
    )
    made, token = _made(fresh)
    _put_in(made, _held(subscription))
    return made, token


def revoke(subscription: Subscription, *, at: datetime) -> None:
    """Whoever asks at this address is told from now on that it is gone; done twice it changes nothing."""
    _end(subscription, at=at)


def note_fetch(subscription: Subscription, *, by: str, at: datetime) -> None:
    """Remember when the calendar was last asked for, and by which program."""
    db.session.execute(
        update(Subscription).where(Subscription.id == subscription.id).values(fetched_at=at, fetched_by=by)
    )


def is_fetch_news(subscription: Subscription, *, by: str, at: datetime) -> bool:
    last = subscription.fetched_at
    return last is None or at - last >= PRECISION or subscription.fetched_by != by


def _made(subscription: Subscription) -> tuple[Subscription, str]:
    token = new_code().lower()
    subscription.token_hash = token_hash(token)
    db.session.add(subscription)
    db.session.flush()
    return subscription, token


def _end(subscription: Subscription, *, at: datetime) -> bool:
    """Exactly one caller ends an address, however many press at once."""
    ended = update(Subscription).where(Subscription.id == subscription.id, Subscription.revoked_at.is_(None))
    row = db.session.scalar(ended.values(revoked_at=at).returning(Subscription.id))
    return row is not None


def _held(subscription: Subscription) -> set[int]:
    return {registration_id for _id, registration_id in db.session.execute(queries.members([subscription.id]))}


def _put_in(subscription: Subscription, registration_ids: Iterable[int]) -> None:
    for one in sorted(set(registration_ids)):
        db.session.add(SubscribedRegistration(subscription_id=subscription.id, registration_id=one))
    db.session.flush()


def _touch(subscription: Subscription, *, at: datetime) -> None:
    subscription.changed_at = max(at, subscription.changed_at)
    db.session.flush()


def _refuse_too_many(standing: Collection[Subscription]) -> None:
    if len(standing) >= MOST:
        raise Refused(_("Sudah ada %(count)d alamat kalender. Cabut dahulu yang tidak dipakai.", count=MOST))
