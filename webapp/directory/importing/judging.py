"""Reading rows into plans. What is wrong is gathered with its cell, so that everything is said at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from flask_babel import gettext as _

from webapp.directory.groups.belonging import PlannedMember
from webapp.directory.groups.profiling import PlannedGroup, is_address, is_village_code, refuse_untrue
from webapp.directory.importing import cells
from webapp.directory.importing.cells import Misread
from webapp.directory.importing.places import Places
from webapp.documents.reading.headings import Record
from webapp.errors import Refused

Value = TypeVar("Value")
MOST_SHOWN = 200
PLAIN = (
    "slug", "name", "village", "village_code", "decree_number", "decree_issuer", "kim_id_number", "kim_id_url",
    "contact_name",
)  # fmt: skip


@dataclass
class Problems:
    """What is wrong with a table: the first of it in words, all of it counted."""

    shown: list[tuple[str, str]] = field(default_factory=list)
    count: int = 0

    def add(self, row: Record, key: str, sentence: str) -> None:
        self.count += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append((row.where(key), sentence))


class Judge:
    """Judges the cells of one row after the other."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.row: Record
        self.is_sound = True

    def begin(self, row: Record) -> None:
        self.row, self.is_sound = row, True

    def fault(self, key: str, sentence: str) -> None:
        self.problems.add(self.row, key, sentence)
        self.is_sound = False

    def read(self, key: str, parse: Callable[[str], Value], otherwise: Value) -> Value:
        """What the cell says; `otherwise`, with the fault noted, where it says nothing usable."""
        try:
            return parse(cells.text(self.row.values.get(key, ""), key))
        except Misread as wrong:
            self.fault(key, str(wrong))
            return otherwise

    def is_blank(self, key: str) -> bool:
        return not self.row.values.get(key, "").strip()

    def texts(self, *keys: str) -> dict[str, str]:
        return {key: self.read(key, str, "") for key in keys}


def judged_group(judge: Judge, places: Places, *, today: date) -> tuple[str, PlannedGroup] | None:
    """(slug or "", plan) of the judge's row; None where something is wrong with it."""
    texts = judge.texts(*PLAIN)
    slug, code = texts.pop("slug"), texts["village_code"]
    if judge.is_blank("name"):
        judge.fault("name", _("Nama KIM harus diisi."))
    if code and not is_village_code(code):
        judge.fault("village_code", _("Kode desa terdiri atas empat bagian, misalnya 62.71.04.1003."))
        code = ""
    if texts["kim_id_url"] and not is_address(texts["kim_id_url"]):
        judge.fault("kim_id_url", _("Tuliskan alamat lengkap, misalnya https://sukomanunggal.kim.id."))
    region = judge.read("region", places.regency, None) or (code[:5] or None)
    district = judge.read("district", lambda text: places.district(text, region), None) or (code[:8] or None)
    if (code and (region, district) != (code[:5], code[:8])) or (district and district not in places.names):
        judge.fault("village_code", _("Kode desa ini tidak cocok dengan kabupaten/kota atau kecamatannya."))
    plan = PlannedGroup(
        **texts,
        region_code=region,
        district_code=district,
        status=judge.read("status", cells.status, cells.status("")),
        decree_date=judge.read("decree_date", cells.day, None),
        contact_phone=judge.read("contact_phone", cells.phone, ""),
    )
    if judge.is_sound:
        try:
            refuse_untrue(plan, today=today)
        except Refused as refusal:
            judge.fault(refusal.reason, refusal.sentence)
    return (slug, plan) if judge.is_sound else None


def judged_member(judge: Judge) -> tuple[str, str, PlannedMember] | None:
    """(slug or "", name of the KIM, plan) of the judge's row; None where something is wrong with it."""
    texts = judge.texts("slug", "group", "name", "distinguisher", "section")
    slug, group = texts.pop("slug"), texts.pop("group")
    if judge.is_blank("slug") and judge.is_blank("group"):
        judge.fault("group", _("Nama KIM harus diisi."))
    if judge.is_blank("name"):
        judge.fault("name", _("Nama anggota harus diisi."))
    coded: dict[str, Any] = {
        key: judge.read(key, getattr(cells, key), "") for key in ("gender", "age_group", "occupation")
    }
    plan = PlannedMember(**texts, **coded, role=judge.read("role", cells.role, cells.role("")))
    return (slug, group, plan) if judge.is_sound else None


def each(rows: Iterator[Record], judge: Judge, step: Callable[[int], None]) -> Iterator[Record]:
    """The rows one after the other before the judge; `step` hears how many were read, every thousand."""
    for count, row in enumerate(rows, 1):
        judge.begin(row)
        yield row
        if count % 1000 == 0:
            step(count)
