"""The recap as tables: what page, CSV, XLSX and PDF lay out. Totals are written beside the rows that they sum."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from webapp.attendance.measuring.indicators import measured
from webapp.attendance.recapping.values import Recap
from webapp.attendance.reporting.axes import axes
from webapp.documents.sheets import Cell, CellType, Column, Sheet, SheetChart
from webapp.events.kinds import kind_label
from webapp.events.models import Event, Mode

N, PERCENT, DATE, DECIMAL = CellType.INTEGER, CellType.PERCENT, CellType.DATE, CellType.DECIMAL
Row = list[Cell]


def by_event(found: Recap) -> Sheet:
    """Per kegiatan."""
    columns = (
        Column(_("No"), N), Column(_("Tanggal"), DATE), Column(_("Nama kegiatan"), width=44), Column(_("Jenis")),
        Column(_("Tempat"), width=28), Column(_("Cara ikut")), Column(_("Kuota"), N), Column(_("Terdaftar"), N),
        Column(_("Hadir luring"), N), Column(_("Hadir daring"), N), Column(_("Di luar kuota"), N),
        Column(_("Jumlah hadir"), N), Column(_("Tidak datang"), N), Column("L", N), Column("P", N),
        Column(_("Tidak disebutkan"), N), Column(_("KIM diwakili"), N), Column(_("Kab/kota"), N), Column("JP", N),
        Column(_("Sertifikat"), N),
    )  # fmt: skip
    rows: list[Row] = [
        [
            n, one.event.dtstart, one.event.summary, kind_label(one.event.kind), one.event.venue or _("Daring"),
            mode_words(one.event), one.capacity, one.registered, one.in_person, one.online, one.outside, one.came,
            one.no_show, one.men, one.women, one.unstated, one.kims, one.regencies,
            one.event.lesson_hours, one.certificates,
        ]
        for n, one in enumerate(found.lines, 1)
    ]  # fmt: skip
    totals = summed(rows, (*range(6, 16), 18, 19), width=len(columns))
    charts = (SheetChart(_("Kehadiran per kegiatan"), 2, (8, 9, 10)),)
    zone = ZoneInfo(found.period.tzid)
    return Sheet(_("Per kegiatan"), columns, rows, totals=totals, zone=zone, charts=charts, notes=_notes(found))


def by_region(found: Recap) -> Sheet:
    """Per kabupaten/kota: all of them."""
    columns = (
        Column(_("No"), N), Column(_("Kabupaten/kota"), width=28), Column(_("Kegiatan"), N), Column("L", N),
        Column("P", N), Column(_("Tidak disebutkan"), N), Column(_("Kehadiran"), N), Column(_("Orang"), N),
        Column(_("KIM terdata"), N), Column(_("KIM ber-SK"), N), Column(_("KIM aktif"), N), Column(_("KIM ikut"), N),
        Column(_("Kecamatan terjangkau"), N), Column(_("dari kecamatan"), N), Column(_("Desa/kelurahan terjangkau"), N),
        Column(_("dari desa/kelurahan"), N),
    )  # fmt: skip
    rows: list[Row] = [
        [
            n, one.name, one.events, one.men, one.women, one.unstated, one.came, one.persons, one.kims_known,
            one.kims_decree, one.kims_active, one.kims_came, one.districts, one.all_districts, one.villages,
            one.all_villages,
        ]
        for n, one in enumerate(found.regions, 1)
    ]  # fmt: skip
    charts = (SheetChart(_("Kehadiran per kabupaten/kota"), 1, (3, 4, 5)),)
    totals = summed(rows, range(2, 16), width=len(columns))
    return Sheet(_("Per kabupaten kota"), columns, rows, totals=totals, charts=charts, notes=_notes(found))


def by_axis(found: Recap) -> Sheet:
    """Every axis below the other; each adds up to everybody, who did not say included."""
    columns = (
        Column(_("Menurut"), width=30), Column(_("Rincian"), width=34), Column(_("Kehadiran"), N),
        Column(_("Orang"), N), Column(_("Bagian kehadiran"), PERCENT),
    )  # fmt: skip
    rows: list[Row] = [
        [str(axis.title), axis.words(value), came, persons, came / found.came if found.came else None]
        for axis in axes().values()
        for value, came, persons in found.counted(axis)
    ]
    return Sheet(_("Menurut sumbu"), columns, rows, notes=_notes(found))


def by_kim(found: Recap) -> Sheet:
    """Per KIM that came."""
    region = axes()["region"]
    columns = (
        Column(_("No"), N), Column("KIM", width=36), Column(_("Kabupaten/kota"), width=28), Column(_("Kegiatan"), N),
        Column(_("Kehadiran"), N), Column(_("Orang"), N),
    )  # fmt: skip
    rows: list[Row] = [
        [n, one.name, region.words(one.region_code), one.events, one.came, one.persons]
        for n, one in enumerate(found.groups, 1)
    ]
    totals = summed(rows, (4,), width=len(columns))
    return Sheet(_("Per KIM"), columns, rows, totals=totals, notes=_notes(found))


def by_indicator(found: Recap) -> Sheet:
    """The office's own indicators: what each came to, and its target."""
    columns = (
        Column(_("No"), N), Column(_("Indikator"), width=40), Column(_("Rumus"), width=44),
        Column(_("Capaian"), DECIMAL), Column(_("Target"), DECIMAL), Column(_("Satuan")),
        Column(_("Keterangan"), width=20),
    )  # fmt: skip
    rows: list[Row] = [
        [n, one.name, one.formula, one.value, one.target, one.unit, one.verdict]
        for n, one in enumerate(measured(found), 1)
    ]
    return Sheet(_("Indikator"), columns, rows, notes=_notes(found))


def by_person(found: Recap, people: Sequence[tuple[int, str, int, str]]) -> Sheet:
    """Per peserta: how often each had a place, and how often each came."""
    columns = (
        Column(_("No"), N), Column(_("Nama"), width=32), Column(_("Instansi/KIM"), width=32),
        Column(_("Terdaftar"), N), Column(_("Hadir"), N), Column(_("Bagian hadir"), PERCENT),
    )  # fmt: skip
    rows: list[Row] = [
        [n, name, affiliation, places, found.came_to[person], found.came_to[person] / places if places else None]
        for n, (person, name, places, affiliation) in enumerate(people, 1)
    ]
    totals = summed(rows, (3, 4), width=len(columns))
    return Sheet(_("Per peserta"), columns, rows, totals=totals, notes=_notes(found))


def summed(rows: Sequence[Row], indexes: Sequence[int], *, width: int) -> Row:
    """The line under a table: the sums of these columns, and nothing under the others."""
    totals: Row = [None] * width
    totals[1] = _("Jumlah")
    for index in indexes:
        totals[index] = sum(value for row in rows if isinstance(value := row[index], int))
    return totals


def mode_words(event: Event) -> str:
    modes = {seats.mode for seats in event.seats}
    if len(modes) > 1:
        return _("hibrida")
    return _("luring") if Mode.IN_PERSON in modes else _("daring")


def _notes(found: Recap) -> tuple[str, ...]:
    return (f"{found.organization.name}, {found.period.words}",)
