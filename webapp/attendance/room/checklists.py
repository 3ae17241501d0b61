"""What is to be done next for an event: a few steps, of which the first open one has the button."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from webapp.events.models import Event, EventStatus, Mode, Visibility
from webapp.events.timing import Phase, phase


@dataclass(frozen=True)
class Step:
    """One line of the checklist; `state` is done, next or later."""

    title: str
    state: str
    detail: str
    href: str
    label: str


@dataclass(frozen=True)
class _Open:
    title: str
    detail: str
    href: str
    label: str = ""
    is_done: bool = False
    is_needed: bool = True  # a step that may be left out is never the next one


@dataclass(frozen=True)
class Done:
    """What the steps are judged by: how many there are of each."""

    lines: int  # of the rundown
    registered: int
    desks: int
    present: int
    certificates: int


def steps(event: Event, *, done: Done, at: datetime) -> list[Step]:
    """From draft to certificate and archive. An event that was called off has nothing next."""
    found = [*_before(event, done), *_on_the_day(event, done, at=at), *_afterwards(event, done, at=at)]
    is_off = event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    first = (
        None
        if is_off
        else next((number for number, step in enumerate(found) if step.is_needed and not step.is_done), None)
    )
    return [
        Step(
            step.title,
            "done" if step.is_done else "next" if number == first else "later",
            step.detail,
            step.href,
            step.label,
        )
        for number, step in enumerate(found)
    ]


def _before(event: Event, done: Done) -> list[_Open]:
    slug = event.slug
    has_page = event.visibility is not Visibility.CONFIDENTIAL
    told = [
        _Open(
            _("Susun kegiatan"),
            _("Judul, waktu, tempat, dan kursi"),
            url_for("manage.edit", slug=slug),
            is_done=True,
        ),
        _Open(
            _("Lengkapi susunan acara"),
            _("Jam, pengisi, materi, dan narahubung"),
            url_for("program.edit", slug=slug),
            _("Atur susunan acara"),
            is_done=done.lines > 0,
            is_needed=False,
        ),
        _Open(
            _("Terbitkan"),
            _("Halaman kegiatan dan pendaftaran terbuka untuk umum")
            if has_page
            else _("Tanpa halaman umum; hanya panitia yang melihat"),
            url_for("manage.preview", slug=slug),
            _("Pratinjau dan terbitkan"),
            is_done=event.status is not EventStatus.DRAFT,
        ),
        _Open(
            _("Bagikan"),
            _("Teks untuk grup WhatsApp KIM sudah disiapkan"),
            "#share" if event.published_at else "",
            _("Ambil teks undangan"),
            is_done=done.registered > 0,
        ),
    ]
    return told if has_page else told[:3]  # what is confidential is not shared


def _on_the_day(event: Event, done: Done, *, at: datetime) -> list[_Open]:
    slug, over = event.slug, phase(event, at=at) is Phase.DONE
    desk = _Open(
        _("Siapkan meja registrasi"),
        _("Satu ponsel per pintu; uji pindai sehari sebelumnya"),
        url_for("desks.index", slug=slug),
        _("Siapkan meja"),
        is_done=done.desks > 0 or done.present > 0,
        is_needed=not over,
    )
    screen = _Open(
        _("Siapkan ruang daring"),
        _("Tautan rapat, kode kehadiran, dan siapa yang ada di dalam"),
        url_for("online.show", slug=slug),
        _("Buka halaman daring"),
        is_done=bool(event.conference_url),
        is_needed=not over,
    )
    report = _Open(
        _("Ambil laporan"),
        _("Daftar hadir, rekap, dan berkas siap cetak"),
        url_for("reports.attendance", slug=slug),
        _("Buka laporan") if over else _("Lihat laporan sementara"),
        is_done=over and (done.certificates > 0 or event.status is EventStatus.ARCHIVED),
    )
    modes = {seats.mode for seats in event.seats}
    return [
        *([desk] if Mode.IN_PERSON in modes else []),
        *([screen] if Mode.ONLINE in modes else []),
        report,
    ]


def _afterwards(event: Event, done: Done, *, at: datetime) -> list[_Open]:
    """Once it is over: certificates, where the kind of event knows them, and the archive."""
    over = phase(event, at=at) is Phase.DONE
    certificates = _Open(
        _("Terbitkan sertifikat"),
        _("Bagi yang hadir, sesudah daftar hadir diperiksa"),
        url_for("certificates.index", slug=event.slug) if over else "",
        _("Buka sertifikat"),
        is_done=done.certificates > 0,
    )
    put_away = _Open(
        _("Arsipkan"),
        _("Tidak berubah lagi; laporannya tetap terbuka"),
        "#arsip" if over else "",
        _("Lihat cara mengarsipkan"),
        is_done=event.status is EventStatus.ARCHIVED,
    )
    return [put_away] if event.visibility is Visibility.CONFIDENTIAL else [certificates, put_away]
