"""Photos of an activity for its report: few, drawn anew without the place and the camera in them, with captions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from werkzeug.datastructures import FileStorage

from webapp.attendance.narrating import queries
from webapp.attendance.narrating.models import ReportPhoto
from webapp.database import db
from webapp.errors import Refused
from webapp.events.models import Event, Visibility
from webapp.files.models import StoredFile
from webapp.files.storing import path_of, store_picture
from webapp.web.forms import has_control_characters

MOST = 12
EDGE = 1_600
"""Pixels on the longer side: two beside each other on A4 are sharp at 400 dpi."""
LONGEST_CAPTION = 200


def add(event: Event, uploads: Sequence[FileStorage], *, caption: str, at: datetime) -> list[ReportPhoto]:
    """Keep these pictures after those that stand, each with this caption.

    Raises Refused for what is confidential, for more than MOST in all, and for what is no picture.
    """
    if event.visibility is Visibility.CONFIDENTIAL:
        raise Refused(_("Kegiatan ini tertutup, jadi fotonya tidak disimpan di sini."), reason="confidential")
    _refuse_unsound(caption)
    standing = db.session.scalar(select(func.count()).where(ReportPhoto.event_id == event.id)) or 0
    if not uploads:
        raise Refused(_("Pilih dahulu berkas fotonya."), reason="none")
    if standing + len(uploads) > MOST:
        raise Refused(
            _("Paling banyak %(n)d foto untuk satu kegiatan; sudah ada %(m)d.", n=MOST, m=standing), reason="many"
        )
    last = db.session.scalar(select(func.max(ReportPhoto.position)).where(ReportPhoto.event_id == event.id)) or 0
    made = [
        ReportPhoto(
            event_id=event.id,
            file_id=store_picture(upload, at=at, edge=EDGE).id,
            position=last + n,
            caption=" ".join(caption.split()),
        )
        for n, upload in enumerate(uploads, 1)
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def caption(event: Event, words: Mapping[int, str]) -> int:
    """Let the photos of these ids say this; return how many changed."""
    changed = 0
    for photo in db.session.scalars(queries.photos(event.id)):
        said = " ".join(words.get(photo.id, photo.caption).split())
        _refuse_unsound(said)
        changed += said != photo.caption
        photo.caption = said
    db.session.flush()
    return changed


def remove(photo: ReportPhoto) -> None:
    """Take a photo away with its file, whose bytes are swept once no row knows them."""
    db.session.execute(delete(StoredFile).where(StoredFile.id == photo.file_id))
    db.session.expire_all()


def content_of(photo: ReportPhoto) -> bytes | None:
    """The picture; None when a disk was lost. Needs file loaded."""
    path = path_of(photo.file)
    return path.read_bytes() if path.is_file() else None


def _refuse_unsound(words: str) -> None:
    if len(words) > LONGEST_CAPTION or has_control_characters(words):
        raise Refused(_("Keterangan foto paling banyak %(n)d karakter.", n=LONGEST_CAPTION), reason="caption")
