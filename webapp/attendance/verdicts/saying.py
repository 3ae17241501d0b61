"""The reason of a verdict in one sentence, for the person it is about and for the office that signs."""

from collections.abc import Callable

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.attendance.models import Attendance
from webapp.attendance.verdicts.reasons import Reason
from webapp.attendance.verdicts.rules import Ground, Rule, Why


def said(row: Attendance, rule: Rule, *, lasts: int) -> str:
    """Why this row counts or not; `lasts` is the session's length in minutes."""
    reason = Reason.read(row.why or (Why.SCANNED if row.mode == "in_person" else Why.JOINED))
    if row.first_at is None and reason.why is not Why.OVERRIDDEN:
        return nothing()
    stayed = {"minutes": row.minutes or 0, "lasts": lasts, "needed": rule.needed_minutes(lasts)}
    also = (_("Datang terlambat.") if row.is_late else "", _("Pulang lebih awal.") if row.is_early else "")
    return " ".join(part for part in (_sentence(reason, stayed), *also) if part)


def _sentence(reason: Reason, stayed: dict[str, int]) -> str:
    if not reason.grounds:
        return _SAID[reason.why](stayed)
    facts = _HAD if reason.why is Why.TOGETHER else _LACKS
    parts = format_list([facts[ground](stayed) for ground in reason.grounds], locale=get_locale())
    return _("Hadir: %(parts)s.", parts=parts) if facts is _HAD else _("Belum terhitung: %(parts)s.", parts=parts)


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
    Why.REPORTED: lambda _stayed: _("Hadir daring: namanya tercantum dalam laporan ruang daring."),
    Why.NOTHING: lambda _stayed: _("Belum terhitung: yang tercatat tidak termasuk ketentuan kegiatan ini."),
    Why.OVERRIDDEN: lambda _stayed: _("Diputuskan panitia."),
}


_HAD: dict[Ground, Callable[[dict[str, int]], str]] = {
    Ground.SCAN: lambda _stayed: _("tiketnya dipindai di tempat"),
    Ground.PAPER: lambda _stayed: _("tanda tangannya ada pada daftar hadir kertas"),
    Ground.MINUTES: lambda stayed: _("mengikuti %(minutes)d dari %(lasts)d menit", **stayed),
    Ground.TYPING: lambda _stayed: _("kodenya diketik pada waktunya"),
    Ground.REPORT: lambda _stayed: _("namanya tercantum dalam laporan ruang daring"),
    Ground.WATCHING: lambda _stayed: _("menonton bersama disetujui panitia"),
}
_LACKS: dict[Ground, Callable[[dict[str, int]], str]] = {
    Ground.SCAN: lambda _stayed: _("tiketnya tidak dipindai di tempat"),
    Ground.PAPER: lambda _stayed: _("tanda tangannya tidak ada pada daftar hadir kertas"),
    Ground.MINUTES: lambda stayed: _("%(minutes)d dari %(lasts)d menit (batasnya %(needed)d menit)", **stayed),
    Ground.TYPING: lambda _stayed: _("kode yang dibacakan tidak diketik"),
    Ground.REPORT: lambda _stayed: _("namanya tidak tercantum dalam laporan ruang daring"),
    Ground.WATCHING: lambda _stayed: _("menonton bersama belum disetujui panitia"),
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
