"""The reason of a verdict in one sentence, for the person it is about and for the office that signs."""

from collections.abc import Callable

from flask_babel import gettext as _

from webapp.attendance.models import Attendance
from webapp.attendance.verdicts.models import Codes
from webapp.attendance.verdicts.rules import Rule, Why


def asked(rule: Rule, *, lasts: int) -> str:
    """What this rule asks of those who take part online; `lasts` is the session's length in minutes."""
    if rule.asks_nothing:
        return _("Kehadiran daring dihitung sejak Bapak/Ibu masuk.")
    minutes = _("mengikuti sedikitnya %(needed)d dari %(lasts)d menit", needed=needed_minutes(rule, lasts), lasts=lasts)
    codes = {
        Codes.NONE: "",
        Codes.ONE: _("mengetik salah satu kode yang dibacakan"),
        Codes.BOTH: _("mengetik kode pembuka dan kode penutup"),
    }[rule.codes]
    if not (rule.minutes_percent and codes):
        parts = codes or minutes
    elif rule.needs_all:
        parts = _("%(minutes)s dan %(codes)s", minutes=minutes, codes=codes)
    else:
        parts = _("%(minutes)s atau %(codes)s", minutes=minutes, codes=codes)
    return _("Kehadiran daring dihitung bila Bapak/Ibu %(parts)s.", parts=parts)


def needed_minutes(rule: Rule, lasts: int) -> int:
    """The percentage in whole minutes, rounded up."""
    return -(-lasts * rule.minutes_percent // 100)


def asked_in_percent(rule: Rule) -> str:
    """The same for the committee, who decide about it before anybody knows the minutes."""
    if rule.asks_nothing:
        online = _("Peserta daring hadir sejak masuk.")
    else:
        minutes = _("%(percent)d persen menit sesi", percent=rule.minutes_percent) if rule.minutes_percent else ""
        codes = {Codes.NONE: "", Codes.ONE: _("satu kode"), Codes.BOTH: _("dua kode")}[rule.codes]
        if minutes and codes:
            both = {"minutes": minutes, "codes": codes}
            parts = (
                _("%(minutes)s dan %(codes)s", **both) if rule.needs_all else _("%(minutes)s atau %(codes)s", **both)
            )
        online = _("Peserta daring hadir dengan %(parts)s.", parts=parts if minutes and codes else minutes or codes)
    late = _("Terlambat setelah %(n)d menit.", n=rule.late_after) if rule.late_after else ""
    early = _("Pulang lebih awal bila sebelum %(n)d menit terakhir.", n=rule.early_before) if rule.early_before else ""
    enough = [
        words
        for is_taken, words in (
            (rule.takes_paper, _("daftar hadir kertas")),
            (rule.takes_watching, _("nonton bersama yang disetujui")),
        )
        if is_taken
    ]
    alone = _("Cukup dengan sendirinya: %(what)s.", what=", ".join(enough)) if enough else ""
    unread = "" if rule.takes_reports else _("Laporan ruang daring tidak dihitung.")
    whole = _("Tuntas pada %(n)d persen sesi.", n=rule.sessions_percent) if rule.sessions_percent else ""
    return " ".join(part for part in (online, alone, unread, late, early, whole) if part)


def said(row: Attendance, rule: Rule, *, lasts: int) -> str:
    """Why this row counts or not; `lasts` is the session's length in minutes."""
    why = Why(row.why) if row.why else Why.SCANNED if row.mode == "in_person" else Why.JOINED
    if row.first_at is None and why is not Why.OVERRIDDEN:
        return nothing()
    stayed = {"minutes": row.minutes or 0, "lasts": lasts, "needed": needed_minutes(rule, lasts)}
    also = (_("Datang terlambat.") if row.is_late else "", _("Pulang lebih awal.") if row.is_early else "")
    return " ".join(part for part in (_SAID[why](stayed), *also) if part)


_SAID: dict[Why, Callable[[dict[str, int]], str]] = {
    Why.SCANNED: lambda _stayed: _("Hadir di tempat: tiketnya dipindai."),
    Why.PAPER: lambda _stayed: _("Hadir di tempat: tanda tangannya ada pada daftar hadir kertas."),
    Why.WATCHED: lambda _stayed: _("Hadir daring: menonton bersama pada satu layar, disetujui panitia."),
    Why.JOINED: lambda _stayed: _("Hadir daring: masuk lewat tautan, laporan, atau kode."),
    Why.MINUTES: lambda stayed: _(
        "Hadir daring: %(minutes)d dari %(lasts)d menit, batasnya %(needed)d menit.", **stayed
    ),
    Why.CODES: lambda _stayed: _("Hadir daring: kode yang dibacakan sudah diketik pada waktunya."),
    Why.BOTH: lambda stayed: _("Hadir daring: %(minutes)d dari %(lasts)d menit, dan kodenya diketik.", **stayed),
    Why.TOO_SHORT: lambda stayed: _(
        "Belum terhitung: %(minutes)d dari %(lasts)d menit, batasnya %(needed)d menit.", **stayed
    ),
    Why.CODES_MISSING: lambda _stayed: _("Belum terhitung: kode yang dibacakan tidak diketik."),
    Why.NEITHER: lambda stayed: _(
        "Belum terhitung: %(minutes)d dari %(lasts)d menit, dan kodenya tidak diketik.", **stayed
    ),
    Why.NOTHING: lambda _stayed: nothing(),
    Why.OVERRIDDEN: lambda _stayed: _("Diputuskan panitia."),
}


def nothing() -> str:
    return _("Belum ada bukti kehadiran.")


def overridden(reason: str) -> str:
    """For the office alone: a reason may say more than the person should read."""
    return _("Diputuskan panitia: %(reason)s", reason=reason)


def in_sessions(counted: int, total: int, *, percent: int) -> str:
    """In how many sessions somebody counts, and whether that is enough for a training."""
    words = _("Hadir pada %(counted)d dari %(total)d sesi", counted=counted, total=total)
    if not percent:
        return f"{words}."
    if counted * 100 >= total * percent:
        return _("%(words)s: tuntas.", words=words)
    return _("%(words)s: belum tuntas, batasnya %(needed)d sesi.", words=words, needed=-(-total * percent // 100))
