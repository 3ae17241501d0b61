"""The main action of an event's page: the way in, or the true reason why there is none."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from webapp.events.models import Event, Mode
from webapp.events.timing import Phase, RegistrationState, phase, registration_state
from webapp.web.formatting import clock_time, long_date


@dataclass(frozen=True)
class Entrance:
    """`label` and `href` are empty when nobody can register; `other` is what can be done instead."""

    sentence: str
    label: str = ""
    href: str = ""
    other: str = ""
    other_href: str = ""


def entrance(event: Event, *, at: datetime) -> Entrance:
    """Needs `event.seats` loaded."""
    state = registration_state(event, at=at)
    if state is RegistrationState.OPEN and event.seats:
        return _way_in(event, at=at)
    if state in {RegistrationState.NOT_YET, RegistrationState.POSTPONED}:
        keep = _("Langganan kalender")
        return Entrance(_reason(event, state), other=keep, other_href=url_for("calendars.subscribe"))
    return Entrance(_reason(event, state), other=_("Lihat kegiatan lain"), other_href=url_for("events.index"))


def _way_in(event: Event, *, at: datetime) -> Entrance:
    href = url_for("registration.new", slug=event.slug)
    if not any(seats.free > 0 for seats in event.seats):
        waiting = sum(seats.waiting for seats in event.seats)
        words = _("Penuh · %(count)d menunggu", count=waiting) if waiting else _("Semua tempat sudah terisi")
        return Entrance(words, label=_("Masuk daftar tunggu"), href=href)
    return Entrance(_encouragement(event, at=at), label=_("Daftar Sekarang"), href=href)


def _encouragement(event: Event, *, at: datetime) -> str:
    if phase(event, at=at) is Phase.RUNNING:
        return _("Sedang berlangsung: daftar dan hadir sekarang")
    full = {seats.mode for seats in event.seats if seats.free <= 0}
    if Mode.IN_PERSON in full:
        return _("Luring penuh. Daring masih tersedia.")
    if Mode.ONLINE in full:
        return _("Daring penuh. Luring masih tersedia.")
    if event.requires_approval:
        return _("Gratis. Pendaftaran diperiksa panitia lebih dahulu.")
    return _("Gratis, tidak dipungut biaya")


def _reason(event: Event, state: RegistrationState) -> str:
    """Why nobody can register now, with the moment where there is one."""
    if state is RegistrationState.NOT_YET and event.registration_opens_at:
        return _("Pendaftaran dibuka %(when)s", when=_moment(event.registration_opens_at, event.tzid))
    if state is RegistrationState.CLOSED and event.registration_closes_at:
        return _("Pendaftaran ditutup %(when)s", when=_moment(event.registration_closes_at, event.tzid))
    return {
        RegistrationState.POSTPONED: _("Kegiatan ditunda. Jadwal baru akan diumumkan di halaman ini."),
        RegistrationState.CANCELLED: _("Kegiatan ini dibatalkan."),
        RegistrationState.OVER: _("Kegiatan ini sudah selesai."),
        RegistrationState.UNPUBLISHED: _("Kegiatan ini belum diterbitkan."),
    }.get(state, _("Pendaftaran tidak dibuka untuk kegiatan ini."))


def _moment(moment: datetime, tzid: str) -> str:
    return _("%(date)s, pukul %(time)s", date=long_date(moment, tzid), time=clock_time(moment, tzid))
