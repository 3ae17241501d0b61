"""Regions of other provinces from a table: all of it, or nothing."""

import re
from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.database import db
from webapp.directory.models import Region, RegionKind
from webapp.directory.regions import HOME_PROVINCE, folded
from webapp.documents.reading.cells import Unreadable
from webapp.documents.reading.headings import Heading, Record, records
from webapp.documents.tables import read_table

HEADINGS = (
    Heading("code", "Kode", ("kode kemendagri", "kode wilayah"), is_required=True),
    Heading("name", "Nama", ("nama wilayah", "kabupaten/kota", "name"), is_required=True),
    Heading("bps_code", "Kode BPS", ("bps",)),
    Heading("capital", "Ibu kota", ("ibukota",)),
)
LONGEST = 100
_CODE = re.compile(r"\d{2}\.\d{2}(\.\d{2})?", re.ASCII)
_BPS = re.compile(r"\d{4}(\d{3})?", re.ASCII)


def import_regions(data: bytes) -> tuple[int, int]:
    """Add kabupaten/kota and kecamatan of a CSV or XLSX table and correct known ones; return (added, corrected).

    The code is Kemendagri's; the BPS code is what the table says, never made from it. Raises Unreadable with row and
    column for the first row that cannot be, and then nothing is kept. The home province is not for a table to change.
    """
    known = {region.code: region for region in db.session.scalars(select(Region))}
    standing, seen, corrected = set(known), dict[str, int](), 0
    for row in sorted(_judged(data), key=lambda row: len(row.values["code"])):
        code = row.values["code"]
        if first := seen.get(code):
            raise _wrong(row, "code", _("Kode ini sudah ada di baris %(row)d.", row=first))
        if code[:-3] not in known:
            raise _wrong(row, "code", _("Wilayah induknya (%(code)s) tidak dikenal.", code=code[:-3]))
        seen[code] = row.number
        region = known.setdefault(code, Region(code=code))
        corrected += _write(region, row) and code in standing
        db.session.add(region)
    db.session.flush()
    return len(seen.keys() - standing), corrected


def _judged(data: bytes) -> Iterator[Record]:
    for row in records(read_table(data), HEADINGS):
        code, name = row.values["code"], row.values["name"]
        if not _CODE.fullmatch(code):
            raise _wrong(row, "code", _("Kode harus seperti 63.01 (kabupaten/kota) atau 63.01.02 (kecamatan)."))
        if code.startswith(f"{HOME_PROVINCE}."):
            raise _wrong(row, "code", _("Wilayah Kalimantan Tengah sudah ada dan tidak diubah dari berkas."))
        if not name or len(name) > LONGEST or not name.isprintable():
            raise _wrong(row, "name", _("Nama harus diisi, paling banyak %(n)d karakter.", n=LONGEST))
        if row.values.get("bps_code") and not _BPS.fullmatch(row.values["bps_code"]):
            raise _wrong(row, "bps_code", _("Kode BPS terdiri atas 4 atau 7 angka."))
        yield row


def _write(region: Region, row: Record) -> bool:
    """Make the region what the row says; True when that changed it."""
    code, name = row.values["code"], row.values["name"]
    facts = {
        "kind": RegionKind.REGENCY if len(code) == len("63.01") else RegionKind.DISTRICT,
        "name": name,
        "folded_name": folded(name),
        "parent_code": code[:-3],
        "bps_code": row.values.get("bps_code") or region.bps_code,
        "capital": row.values.get("capital") or region.capital,
    }
    is_changed = any(getattr(region, fact) != value for fact, value in facts.items())
    for fact, value in facts.items():
        setattr(region, fact, value)
    return is_changed


def _wrong(row: Record, key: str, sentence: str) -> Unreadable:
    return Unreadable(f"{row.where(key)}: {sentence}", row=row.number, column=row.columns.get(key))
