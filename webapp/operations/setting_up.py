"""The first run: the office, its letterhead and signatory, and the first account, guarded by a one-time key."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select, text

from webapp.accounts import signing_in
from webapp.accounts.models import GrantRole, User
from webapp.config import Settings
from webapp.database import db
from webapp.directory import queries as directory
from webapp.directory.models import Organization, OrganizationKind, Signatory
from webapp.errors import Refused
from webapp.web.slugs import candidates


@dataclass(frozen=True)
class FirstOffice:
    """What the first page asks: the organization, how its papers look, and who signs in."""

    kind: OrganizationKind
    name: str
    region_code: str | None
    place: str
    letterhead: str
    signatory_title: str
    signatory_name: str
    signatory_rank: str
    signatory_nip: str
    user_name: str
    email: str
    password: str


def setup_key(settings: Settings) -> str:
    """The key that `gelar serve` prints, the same in every process; worth nothing once an account exists."""
    return hmac.new(settings.secret_key.encode(), b"setup", hashlib.sha256).hexdigest()[:20]


def is_set_up() -> bool:
    """True as soon as one account exists."""
    return bool(db.session.scalar(select(func.count()).select_from(User)))


def set_up(plan: FirstOffice, *, at: datetime) -> User:
    """Make the office and its first account. Refused when somebody was here before, even at the same moment."""
    if db.engine.dialect.name == "postgresql":
        # An empty table has no row to lock; SQLite's writers stand in line anyway.
        db.session.execute(text("LOCK TABLE users IN EXCLUSIVE MODE"))
    if is_set_up():
        raise Refused(_("Gelar sudah disiapkan. Silakan masuk dengan akun yang ada."))
    office = Organization(
        slug=_free_slug(plan.name),
        kind=plan.kind,
        name=plan.name,
        region_code=plan.region_code,
        place=plan.place,
        letterhead=plan.letterhead or plan.name.upper(),
    )
    if plan.signatory_name:
        office.signatories = [
            Signatory(
                title_line=plan.signatory_title,
                name=plan.signatory_name,
                rank=plan.signatory_rank,
                nip=plan.signatory_nip,
            )
        ]
    db.session.add(office)
    user = signing_in.create_user(
        email=plan.email,
        name=plan.user_name,
        password=plan.password,
        at=at,
        is_platform_admin=True,
    )
    signing_in.grant(user, organization_id=office.id, role=GrantRole.ADMIN)
    return user


def _free_slug(name: str) -> str:
    return next(slug for slug in candidates(name) if db.session.scalar(directory.organization(slug)) is None)
