"""Numbers of certificates: the organizer's template, filled, gapless in a year whatever happens at one instant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from string import Formatter

from flask_babel import gettext as _
from sqlalchemy.dialects import postgresql, sqlite

from webapp.attendance.certifying.models import CertificateCounter, CertificateOffice
from webapp.database import db
from webapp.directory.models import Organization
from webapp.errors import Refused

NUMBER_PARTS = ("klasifikasi", "urut", "unit", "instansi", "bulan", "bulan_romawi", "tahun")
"""What a template may hold in braces, beside plain text."""
POSITION, YEAR = "urut", "tahun"
FIXED = ("klasifikasi", "unit", "instansi")
USUAL = "{urut}/SERT/{bulan_romawi}/{tahun}"
OFFERED = "{klasifikasi}/{urut}/{unit}/{instansi}/{bulan_romawi}/{tahun}"
LONGEST = 120
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, kw_only=True)
class Office:
    """What stands for the parts that are the same in each number of an organizer."""

    classification: str = ""
    unit: str = ""
    agency: str = ""


def set_template(organization: Organization, template: str, office: Office) -> None:
    """Number what is issued from now on by `template`. Refused: unknown parts, a collision to come, a missing part."""
    wanted = template.strip()
    judge(wanted, office)
    organization.certificate_number = wanted
    row = db.session.get(CertificateOffice, organization.id) or CertificateOffice(organization_id=organization.id)
    row.classification, row.unit, row.agency = office.classification, office.unit, office.agency
    db.session.add(row)
    db.session.flush()


def office_of(organization_id: int) -> Office:
    row = db.session.get(CertificateOffice, organization_id)
    return Office(classification=row.classification, unit=row.unit, agency=row.agency) if row else Office()


def judge(template: str, office: Office) -> None:
    """Raise Refused with what is wrong with a template."""
    parts = _parts(template)
    unknown = [name for _before, name in parts if name is not None and name not in NUMBER_PARTS]
    if unknown:
        raise Refused(
            _("Bagian {%(part)s} tidak dikenal. Yang dikenal: %(known)s.", part=unknown[0], known=_known()),
            reason="unknown_part",
        )
    names = [name for _before, name in parts if name is not None]
    for needed, why in ((POSITION, _("semua sertifikat akan bernomor sama")), (YEAR, _("nomor terulang tahun depan"))):
        if needed not in names:
            raise Refused(_("Pola ini memerlukan {%(part)s}: tanpa itu %(why)s.", part=needed, why=why), reason=needed)
    _refuse_touching(parts)
    values = {"klasifikasi": office.classification, "unit": office.unit, "instansi": office.agency}
    missing = next((name for name in FIXED if name in names and not values[name].strip()), None)
    if missing:
        raise Refused(_("Isi dahulu {%(part)s}, karena pola memakainya.", part=missing), reason="missing_part")
    if len(filled(template, office, position=9_999, day=date(2000, 8, 1))) > LONGEST:
        raise Refused(_("Nomor ini terlalu panjang: paling banyak %(n)d karakter.", n=LONGEST), reason="too_long")


def filled(template: str, office: Office, *, position: int, day: date) -> str:
    """The number that stands at `position` of the year of `day`."""
    values = {
        "klasifikasi": office.classification,
        "unit": office.unit,
        "instansi": office.agency,
        POSITION: str(position),
        "bulan": f"{day.month:02}",
        "bulan_romawi": ROMAN[day.month - 1],
        YEAR: str(day.year),
    }
    return "".join(before + (values[name] if name else "") for before, name in _parts(template))


def next_numbers(organization: Organization, count: int, *, day: date) -> Sequence[tuple[int, str]]:
    """The next `count` positions of the year with their numbers. Whoever asks meanwhile waits for this commit.

    Refused for a template that would not do.
    """
    template, office = organization.certificate_number or USUAL, office_of(organization.id)
    judge(template, office)  # a template from before these rules
    last = take(organization.id, count, year=day.year)
    return [
        (position, filled(template, office, position=position, day=day))
        for position in range(last - count + 1, last + 1)
    ]


def take(organization_id: int, count: int, *, year: int) -> int:
    """Move the counter of the year by `count` in one statement; return the last position. A rollback gives it back."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    adding = insert(CertificateCounter).values(organization_id=organization_id, year=year, last=count)
    moved = adding.on_conflict_do_update(
        index_elements=["organization_id", "year"], set_={"last": CertificateCounter.last + count}
    ).returning(CertificateCounter.last)
    return int(db.session.execute(moved).scalar_one())


def _parts(template: str) -> list[tuple[str, str | None]]:
    try:
        found = list(Formatter().parse(template))
    except ValueError:
        raise Refused(_("Tanda kurung kurawal pada pola ini tidak berpasangan."), reason="braces") from None
    # Anything a format language would do beyond naming a part is no part of ours.
    return [(before, name + ("!" if spec or how else "") if name is not None else None)
            for before, name, spec, how in found]  # fmt: skip


def _refuse_touching(parts: Sequence[tuple[str, str | None]]) -> None:
    """{urut}{bulan} would write 1 and 12 like 11 and 2."""
    for (_text, left), (between, right) in pairwise(parts):
        if left and right and not re.search(r"[^0-9A-Za-z]", between):
            raise Refused(
                _("{%(left)s} dan {%(right)s} perlu dipisahkan, misalnya dengan garis miring: bila bersentuhan, "
                  "dua nomor dapat menjadi sama.", left=left, right=right),
                reason="would_collide",
            )  # fmt: skip


def _known() -> str:
    return ", ".join(f"{{{name}}}" for name in NUMBER_PARTS)


def example(template: str, office: Office, *, day: date) -> str:
    """The first number of this template, or nothing for one that would be refused."""
    try:
        judge(template, office)
    except Refused:
        return ""
    return filled(template, office, position=1, day=day)
