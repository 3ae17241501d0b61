"""From the rows to the paper: what a certificate says, always in the office's language."""

from collections.abc import Sequence

from flask_babel import force_locale, pgettext

from webapp.attendance.certifying import queries, verifying
from webapp.attendance.certifying.models import PARTICIPANT, Certificate, CertificateLook, Design
from webapp.attendance.reporting.heads import letterhead, logo
from webapp.database import db
from webapp.documents import certificate as documents
from webapp.documents.certificate import Awarded, CertificateSheet
from webapp.documents.letterheads import Signatory
from webapp.events.kinds import role_label, titled
from webapp.events.models import Event, Mode
from webapp.files.models import StoredFile
from webapp.files.storing import path_of
from webapp.web import formatting
from webapp.web.pages import settings

EXAMPLE = "Nama Lengkap Peserta, S.Kom."
_HOW = {"hybrid": "secara hibrida", "online": "secara daring"}


def look_of(event_id: int) -> CertificateLook:
    """The chosen look, or the usual one."""
    return db.session.scalar(queries.look(event_id)) or CertificateLook(
        event_id=event_id, design=Design.TIKAR, colour="", shows_lesson_hours=False
    )


def pdf(event: Event, certificates: Sequence[Certificate]) -> bytes:
    """All of them in one paper. Needs organization (with signatories), region and seats loaded."""
    with force_locale("id"):
        return documents.certificates_pdf(sheet(event, look_of(event.id)), [awarded(one) for one in certificates])


def preview(event: Event, look: CertificateLook) -> bytes:
    """A picture of how they would look."""
    with force_locale("id"):
        shown = Awarded(name=EXAMPLE, role="Peserta", number="1/CONTOH/2022", address=address("contoh"))
        return documents.certificate_png(sheet(event, look), shown)


def awarded(one: Certificate) -> Awarded:
    note = f"Diterbitkan ulang (versi {one.version}): {one.note}" if one.version > 1 else ""
    return Awarded(name=one.name, role=role_words(one.role), number=one.number, address=address(one.code), note=note)


def role_words(role: str) -> str:
    return pgettext("one person", "Peserta") if role == PARTICIPANT else role_label(role)


def address(code: str) -> str:
    """What the QR opens. The worker sets papers too, where no request says how addresses begin."""
    return f"{settings().public_url}{verifying.PATH}/{code}"


def sheet(event: Event, look: CertificateLook) -> CertificateSheet:
    organization = event.organization
    return CertificateSheet(
        design=look.design.value,
        colour=look.colour,
        uid=event.slug,
        kind=event.kind,
        lines=_lines(event, has_hours=look.shows_lesson_hours),
        organizer=organization.name,
        dated=formatting.local(event.dtend or event.dtstart, event.tzid).date(),
        check=f"{settings().public_url}{verifying.PATH}".partition("://")[2],
        letterhead=letterhead(organization),
        signatory=_signatory(event),
        logo=logo(organization),
        background=_bytes(look.background),
    )


def _lines(event: Event, *, has_hours: bool) -> tuple[str, ...]:
    modes = {row.mode for row in event.seats if row.capacity}
    how = _HOW.get("hybrid" if len(modes) > 1 else "online" if modes == {Mode.ONLINE} else "", "")
    place = f"di {event.venue}" if event.venue and modes != {Mode.ONLINE} else ""
    day = formatting.date_range(event.dtstart, event.dtend, event.tzid)
    held = " ".join(
        part for part in (f"yang diselenggarakan oleh {event.organization.name} pada {day}", place, how) if part
    )
    hours = (f"setara {event.lesson_hours} JP",) if has_hours and event.lesson_hours else ()
    return (f"dalam kegiatan {titled(event.kind, event.summary)}", held, *hours)


def _signatory(event: Event) -> Signatory | None:
    first = next(iter(event.organization.signatories), None)
    if first is None:
        return None
    written = formatting.long_date(formatting.local(event.dtend or event.dtstart, event.tzid).date()).partition(", ")[2]
    place = event.organization.place
    return Signatory(
        place_date=f"{place}, {written}" if place else written,
        title=first.title_line,
        name=first.name,
        rank=first.rank,
        nip=first.nip,
    )


def _bytes(stored: StoredFile | None) -> bytes | None:
    path = path_of(stored) if stored else None
    return path.read_bytes() if path and path.is_file() else None
