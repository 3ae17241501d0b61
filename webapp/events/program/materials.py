"""What speakers hand out: a file that is kept here, or a link."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from sqlalchemy import delete, func, select
from werkzeug.datastructures import FileStorage
from wtforms import SelectField, StringField, URLField

from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.fields import web_address
from webapp.events.kinds import role_label
from webapp.events.models import Event, Role
from webapp.events.plans import MAX_LINE
from webapp.events.program import queries
from webapp.events.program.models import Material
from webapp.files.models import StoredFile
from webapp.files.storing import store_document
from webapp.web.addresses import is_web_address
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, has_control_characters, optional, options, plain_text

MOST = 60


class MaterialForm(GelarForm):
    role = SelectField(_l("Pengisi acara"), validate_choice=False)
    title = StringField(_l("Judul materi"), [optional, at_most(MAX_LINE), plain_text], filters=[single_line])
    url = URLField(_l("Tautan"), [optional, at_most(2_000), web_address])
    file = FileField(_l("Berkas"))

    @classmethod
    def of(cls, event: Event, **kwargs: Any) -> "MaterialForm":
        """The form with the people of this event."""
        form = cls(**kwargs)
        form.people = {str(one.id): one for one in event.roles}
        form.role.choices = options((key, f"{one.name} ({role_label(one.role)})") for key, one in form.people.items())
        return form

    people: dict[str, Role]

    def chosen(self) -> Role | None:
        """Who hands it out; None with an error where something is missing."""
        self.validate()
        role = self.people.get(self.role.data or "")
        if role is None:
            self.role.errors = [_("Pilih pengisi acaranya.")]
        if bool(self.url.data) == bool(self.upload()) and not self.url.errors:
            self.url.errors = [_("Isi tautan atau pilih berkas, salah satu.")]
        return None if self.problems() else role

    def offer(self) -> "Offer":
        return Offer(self.title.data or "", self.url.data or "", self.upload())

    def upload(self) -> FileStorage | None:
        sent = self.file.data
        return sent if isinstance(sent, FileStorage) and sent.filename else None


@dataclass(frozen=True)
class Offer:
    """A file or a link, one of the two; without a title that of the talk is used."""

    title: str = ""
    url: str = ""
    upload: FileStorage | None = None


def hand_out(event: Event, role: Role, *, offer: Offer, at: datetime) -> Material:
    """Keep what `role` of this event hands out. Raises Refused for what is no file and no link, and for too many."""
    changing.hold(event)
    title = (offer.title.strip() or role.talk_title or role.name)[:MAX_LINE]
    count = select(func.count()).select_from(Material).join(Role).where(Role.event_id == event.id)
    if (db.session.scalar(count) or 0) >= MOST:
        raise Refused(_("Materi sebuah kegiatan paling banyak %(most)d.", most=MOST))
    if bool(offer.url) == bool(offer.upload):
        raise Refused(_("Isi tautan atau pilih berkas, salah satu."))
    if has_control_characters(title) or (offer.url and not is_web_address(offer.url)):
        raise Refused(_("Tautan harus berawalan https:// atau http://."))
    stored = store_document(offer.upload, at=at) if offer.upload else None
    made = Material(role_id=role.id, title=title, url=offer.url, file_id=stored.id if stored else None, added_at=at)
    db.session.add(made)
    changing.note_visible_change(event, at=at)
    db.session.flush()
    return made


def take_back(event: Event, material: Material, *, at: datetime) -> None:
    """Remove it, and its file where no copy of the event hands out the same."""
    changing.hold(event)
    file_id = material.file_id
    db.session.delete(material)
    changing.note_visible_change(event, at=at)
    db.session.flush()
    if file_id and not db.session.scalar(select(Material.id).where(Material.file_id == file_id).limit(1)):
        db.session.execute(delete(StoredFile).where(StoredFile.id == file_id))
    db.session.flush()


def of_event(event: Event, material_id: int) -> Material | None:
    return db.session.scalar(queries.materials(event.id).where(Material.id == material_id))
