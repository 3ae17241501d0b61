"""The files of an organization: its decree, its logo."""

from datetime import datetime

from werkzeug.datastructures import FileStorage

from webapp.database import db
from webapp.directory.groups.models import GroupProfile
from webapp.directory.models import Logo, Organization
from webapp.errors import Refused
from webapp.files import sniffing
from webapp.files.models import StoredFile
from webapp.files.storing import store_document, store_picture

DECREES = frozenset({sniffing.PDF}) | sniffing.PICTURES
LOGO_EDGE = 600


def keep_decree(profile: GroupProfile, upload: FileStorage | None, *, at: datetime) -> None:
    """Keep the file of a decree in place of an earlier one, if one was sent. Raises Refused (decree_file)."""
    if not upload:
        return
    try:
        stored = store_document(upload, at=at, types=DECREES)
    except Refused as refusal:
        raise Refused(refusal.sentence, reason="decree_file") from None
    earlier, profile.decree_file = profile.decree_file, stored
    db.session.flush()
    if earlier is not None:
        db.session.delete(earlier)
        db.session.flush()


def keep_logo(organization: Organization, upload: FileStorage, *, at: datetime) -> None:
    """Keep a picture as the logo in place of an earlier one. Raises Refused (logo)."""
    try:
        stored = store_picture(upload, at=at, edge=LOGO_EDGE)
    except Refused as refusal:
        raise Refused(refusal.sentence, reason="logo") from None
    remove_logo(organization)
    db.session.add(Logo(organization_id=organization.id, file_id=stored.id))
    db.session.flush()


def remove_logo(organization: Organization) -> None:
    """Take the logo away; its bytes go when they are swept."""
    logo = db.session.get(Logo, organization.id)
    if logo is not None:
        file_id = logo.file_id
        db.session.delete(logo)
        db.session.flush()
        _forget(file_id)


def _forget(file_id: int) -> None:
    db.session.delete(db.session.get_one(StoredFile, file_id))
    db.session.flush()
