"""Asking for a link to one's own data, and using it."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from webapp.accounts import limiting
from webapp.database import db
from webapp.messages.promising import promise_to
from webapp.privacy.visiting.models import DataVisit
from webapp.web.pages import public_url, settings
from webapp.web.tokens import REF_LENGTH, derived_token, is_derived_token, new_ref

LIFETIME = timedelta(hours=1)
MOST_IN_A_WINDOW = 3  # links to one address within limiting.WINDOW; more would only bury the mailbox
KIND = "data_visit"
PURPOSE = "data visit"


def ask(email: str, *, locale: str, at: datetime) -> None:
    """Promise a link to `email`, in lower case.

    A known and an unknown address run the same statements, so that neither the answer nor its time tells them apart:
    whether anything is kept is asked when the mail is written. Beyond MOST_IN_A_WINDOW nothing is promised.
    """
    name = f"{PURPOSE} {email}"
    limiting.note_failure(name, at=at)
    if limiting.wait_after(name, most=MOST_IN_A_WINDOW, at=at):
        return
    forget_old(at=at)
    asked = DataVisit(ref=new_ref(), email=email, locale=locale, created_at=at, expires_at=at + LIFETIME)
    db.session.add(asked)
    db.session.flush()
    promise_to(f"visit:{asked.id}", KIND, at=at)


def behind(token: str, *, at: datetime) -> DataVisit | None:
    """What this link was asked for, while it stands."""
    if not is_derived_token(token, settings().secret_key, PURPOSE, 1):
        return None
    mine = (DataVisit.ref == token[:REF_LENGTH], DataVisit.expires_at > at)
    return db.session.scalar(select(DataVisit).where(*mine))


def redeem(token: str, *, at: datetime) -> str | None:
    """The address that is proved by this link, which is used up by it; None when it is over, or was used before."""
    found = behind(token, at=at)
    if found is None:
        return None
    used = delete(DataVisit).where(DataVisit.id == found.id).returning(DataVisit.email)
    return db.session.scalar(used.execution_options(synchronize_session=False))


def forget_old(*, at: datetime) -> None:
    db.session.execute(delete(DataVisit).where(DataVisit.expires_at <= at))


def visit_url(asked: DataVisit) -> str:
    return public_url("data_visits.show", token=derived_token(settings().secret_key, PURPOSE, asked.ref, 1))
