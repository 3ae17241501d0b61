"""Organizations that hold an event together: equals, whose committees work on it side by side."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from wtforms import StringField

from webapp.database import db
from webapp.directory.models import Organization
from webapp.directory.regions import folded
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.models import Event
from webapp.events.plans import MAX_LINE
from webapp.events.program.models import CoHost
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, plain_text, required

MOST = 12


class CoHostForm(GelarForm):
    name = StringField(
        _l("Nama penyelenggara lain"),
        [required(lambda: _l("Tuliskan nama lembaganya.")), at_most(MAX_LINE), plain_text],
        filters=[single_line],
    )
    organization: Organization | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        """Find the one organization of that name; `organization` holds it."""
        if not super().validate(extra_validators):
            return False
        found = named(self.name.data or "")
        if len(found) != 1:
            self.name.errors = [
                _("Belum ada lembaga bernama itu di sini. Periksa ejaannya, atau catat dahulu di direktori.")
                if not found
                else _("Ada beberapa lembaga bernama itu. Mohon tuliskan nama lengkapnya.")
            ]
            return False
        self.organization = found[0]
        return True


def named(name: str) -> list[Organization]:
    """The organizations of this name, however its blanks and capitals are typed."""
    pattern = f"%{(name.split() or [''])[0][:40].replace('%', '').replace('_', '')}%"
    near = select(Organization).where(Organization.name.ilike(pattern))
    return [one for one in db.session.scalars(near) if folded(one.name) == folded(name)]


def share(event: Event, organization: Organization, *, at: datetime) -> None:
    """Hold the event together with `organization`. Sharing twice is harmless; Refused for its own organizer."""
    changing.hold(event)
    if organization.id == event.organization_id:
        raise Refused(_("Lembaga ini sudah menjadi penyelenggaranya."))
    standing = db.session.scalars(select(CoHost.organization_id).where(CoHost.event_id == event.id)).all()
    if organization.id in standing:
        return
    if len(standing) >= MOST:
        raise Refused(_("Penyelenggara bersama paling banyak %(most)d.", most=MOST))
    try:
        with db.session.begin_nested():
            db.session.add(CoHost(event_id=event.id, organization_id=organization.id, added_at=at))
    except IntegrityError:  # somebody else shared it in this very moment
        return
    changing.note_visible_change(event, at=at)
    db.session.flush()


def part(event: Event, co_host: CoHost, *, at: datetime) -> None:
    """Go on without them; their committee sees the event no more."""
    changing.hold(event)
    db.session.delete(co_host)
    changing.note_visible_change(event, at=at)
    db.session.flush()
