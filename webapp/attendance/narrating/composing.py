"""LAPORAN KEGIATAN: what the system knows and what people wrote, in the order of an official report."""

from collections.abc import Sequence
from datetime import datetime

from webapp.attendance.evaluating import results as evaluating
from webapp.attendance.evaluating.results import QUESTIONS, mean_words
from webapp.attendance.narrating import queries
from webapp.attendance.narrating.letters import program_tables
from webapp.attendance.narrating.models import Part
from webapp.attendance.narrating.papers import when
from webapp.attendance.narrating.photographing import content_of
from webapp.attendance.narrating.summarizing import reconciled, sentence
from webapp.attendance.narrating.writing import texts_of
from webapp.attendance.reporting.axes import axes
from webapp.attendance.reporting.drawing import arrival_chart
from webapp.attendance.reporting.heads import ended_on, letterhead, signatory
from webapp.attendance.reporting.values import Report
from webapp.database import db
from webapp.documents.activity_reports import ActivityReport, Block, Chapter, Chart, Heading, Paragraph, Photo, Table
from webapp.events.featuring.filling import features, outputs
from webapp.events.kinds import role_label, titled
from webapp.events.models import Event
from webapp.events.program.showing import program
from webapp.web import formatting

# What nobody has written yet is a dotted line in the document, not a missing chapter.
TO_WRITE = "…………………………………………"


def activity_report(found: Report, *, at: datetime) -> ActivityReport:
    """Everything of it, filled with what is known; the same for paper and for the editable document."""
    event = found.event
    return ActivityReport(
        title="LAPORAN KEGIATAN",
        subject=event.summary,
        chapters=(_introduction(event), _held(found), _results(found), _conclusions(event), _closing()),
        letterhead=letterhead(event.organization),
        signatory=signatory(event.organization, ended_on(event)),
        issued_on=formatting.local(at, event.tzid).date(),
        photos=_photos(event),
    )


def _photos(event: Event) -> tuple[Photo, ...]:
    """Those whose bytes are still there."""
    found = [(one, content_of(one)) for one in db.session.scalars(queries.photos(event.id))]
    return tuple(
        Photo(content, (one.file.width or 1, one.file.height or 1), one.caption) for one, content in found if content
    )


def _introduction(event: Event) -> Chapter:
    said = texts_of(event)
    scope = (
        f"Laporan ini mencakup kegiatan {titled(event.kind, event.summary)} yang diselenggarakan oleh "
        f"{event.organization.name} pada {when(event)}, bertempat di {event.venue or 'ruang daring'}."
    )
    return Chapter(
        "A. PENDAHULUAN",
        (
            Heading("1. Umum"), *_written(said, Part.BACKGROUND),
            Heading("2. Maksud dan Tujuan"), *_written(said, Part.AIMS),
            Heading("3. Ruang Lingkup"), Paragraph(scope),
            Heading("4. Dasar"), *_written(said, Part.BASIS),
        ),
    )  # fmt: skip


def _held(found: Report) -> Chapter:
    event, counts = found.event, found.counts
    facts = (
        ("Hari/tanggal", formatting.date_range(event.dtstart, event.dtend, event.tzid)),
        ("Waktu", formatting.time_range(event.dtstart, event.dtend, event.tzid)),
        ("Tempat", event.venue or "Daring"),
        ("Penyelenggara", ", ".join((event.organization.name, *program(event).co_hosts))),
        ("Terdaftar", formatting.number(counts["registered"])),
        ("Hadir", formatting.number(counts["everyone"])),
    )
    blocks: list[Block] = [Heading("1. Waktu, Tempat, dan Peserta"), Table(("Uraian", "Keterangan"), facts)]
    if event.roles:
        rows = tuple((role_label(one.role), one.name, one.affiliation, one.talk_title) for one in event.roles)
        blocks += [Heading("2. Narasumber dan Petugas"), Table(("Peran", "Nama", "Instansi", "Materi"), rows)]
    if arranged := program_tables(event):
        blocks += [Heading(f"{3 if event.roles else 2}. Susunan Acara"), *arranged]
    number = 2 + bool(event.roles) + bool(arranged)
    blocks += [Heading(f"{number}. Jalannya Kegiatan"), *_proceedings(event)]
    return Chapter("B. KEGIATAN YANG DILAKSANAKAN", tuple(blocks))


def _proceedings(event: Event) -> Sequence[Paragraph]:
    """What was written for the report; else the notula of the kinds that keep one."""
    said = texts_of(event)
    minutes = next((value for one, value in features(event) if one.code == "minutes"), "")
    return _written(said if said.get(Part.PROCEEDINGS) else {Part.PROCEEDINGS: minutes}, Part.PROCEEDINGS)


def _documents(event: Event) -> list[Block]:
    """The documents that had to come of it, and whether they are there."""
    rows = tuple(
        (one.title, one.file.name if one.file else "Belum ada") for one in db.session.scalars(outputs(event.id))
    )
    return [Table(("Dokumen hasil", "Berkas"), rows)] if rows else []


def _results(found: Report) -> Chapter:
    said = texts_of(found.event)
    tables = [
        Table(
            (str(axis.title).removeprefix("Menurut ").capitalize(), "Kehadiran"),
            tuple((axis.words(value), formatting.number(n)) for value, n in found.by(axis) if n or not value),
            total=formatting.number(found.counts["everyone"]),
        )
        for axis in axes().values()
        if axis.key != "needs"
    ]
    return Chapter(
        "C. HASIL YANG DICAPAI",
        (
            Heading("1. Kehadiran"), Paragraph(sentence(found)), Paragraph(f"{reconciled(found)}."),
            *tables, *_arrivals(found),
            Heading("2. Hasil"), *_written(said, Part.RESULTS), *_documents(found.event),
            Heading("3. Hambatan"), *_written(said, Part.OBSTACLES), *_opinions(found.event),
        ),
    )  # fmt: skip


def _arrivals(found: Report) -> list[Block]:
    curve = arrival_chart(found, width=640, theme="paper")
    return [Chart(curve, "Kurva kedatangan; angkanya ada pada laporan kehadiran.")] if curve else []


def _opinions(event: Event) -> list[Block]:
    """What those who came thought, counted; nothing while so few answered that one could be made out."""
    opinions = evaluating.results(event.id)
    if not opinions.shown:
        return []
    rows = tuple(
        (str(QUESTIONS[one.key]), f"{formatting.number(one.answered)} jawaban, {mean_words(one)}")
        for one in opinions.shown
    )
    words = f"{formatting.number(opinions.answered)} dari {formatting.number(opinions.came)} orang yang hadir menjawab."
    picture = evaluating.chart(opinions, width=640, theme="paper")
    return [
        Heading("4. Umpan Balik Peserta"), Paragraph(words), Table(("Pertanyaan", "Penilaian"), rows),
        Chart(picture, "Penilaian peserta dari kurang sekali sampai baik sekali; angkanya pada tabel di atasnya."),
    ]  # fmt: skip


def _conclusions(event: Event) -> Chapter:
    said = texts_of(event)
    return Chapter(
        "D. SIMPULAN DAN SARAN",
        (
            Heading("1. Simpulan"), *_written(said, Part.CONCLUSIONS),
            Heading("2. Saran dan Tindak Lanjut"), *_written(said, Part.FOLLOW_UP),
        ),
    )  # fmt: skip


def _closing() -> Chapter:
    words = "Demikian laporan ini dibuat untuk dapat dipergunakan sebagaimana mestinya."
    attached = ("Daftar hadir peserta", "Dokumentasi", "Materi narasumber", "Undangan")
    lines = (Paragraph(f"{n}. {one}") for n, one in enumerate(attached, 1))
    return Chapter("E. PENUTUP", (Paragraph(words), Heading("Lampiran"), *lines))


def _written(said: dict[Part, str], part: Part) -> Sequence[Paragraph]:
    lines = [line.strip() for line in said.get(part, "").split("\n") if line.strip()]
    return [Paragraph(line) for line in lines or [TO_WRITE]]
