"""What is to be done next for an event: a few steps, of which the first open one has the button."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from webapp.events.models import Event, EventStatus, Visibility
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


def steps(event: Event, *, registered: int, desks: int, present: int, at: datetime) -> list[Step]:
    """From draft to report. An event that was called off has nothing next."""
    found = [*_before(event, registered), *_on_the_day(event, desks, present, at=at)]
    is_off = event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    first = None if is_off else next((number for number, step in enumerate(found) if not step.is_done), None)
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


def _before(event: Event, registered: int) -> list[_Open]:
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
            is_done=registered > 0,
        ),
    ]
    return told if has_page else told[:2]  # what is confidential is not shared


def _on_the_day(event: Event, desks: int, present: int, *, at: datetime) -> list[_Open]:
    slug = event.slug
    return [
        _Open(
            _("Siapkan meja registrasi"),
            _("Satu ponsel per pintu; uji pindai sehari sebelumnya"),
            url_for("desks.index", slug=slug),
            _("Siapkan meja"),
            is_done=desks > 0 or present > 0,
        ),
        _Open(
            _("Ambil laporan"),
            _("Daftar hadir, rekap, dan berkas siap cetak"),
            url_for("reports.attendance", slug=slug),
            _("Buka laporan") if phase(event, at=at) is Phase.DONE else _("Lihat laporan sementara"),
        ),
    ]
