"""The reason of a verdict in one sentence, for the person it is about and for the office that signs."""

from flask_babel import gettext as _

from webapp.attendance.models import Attendance
from webapp.attendance.verdicts.judging import Rule, Why
from webapp.attendance.verdicts.models import Codes


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


def said(row: Attendance, rule: Rule, *, lasts: int) -> str:
    """Why this row counts or not; `lasts` is the session's length in minutes."""
    minutes, needed = row.minutes or 0, needed_minutes(rule, lasts)
    stayed = {"minutes": minutes, "lasts": lasts, "needed": needed}
    words = {
        Why.SCANNED: _("Hadir di tempat: tiketnya dipindai."),
        Why.JOINED: _("Hadir daring: masuk lewat tautan, laporan, atau kode."),
        Why.MINUTES: _("Hadir daring: %(minutes)d dari %(lasts)d menit, batasnya %(needed)d menit.", **stayed),
        Why.CODES: _("Hadir daring: kode yang dibacakan sudah diketik pada waktunya."),
        Why.BOTH: _("Hadir daring: %(minutes)d dari %(lasts)d menit, dan kodenya diketik.", **stayed),
        Why.TOO_SHORT: _("Belum terhitung: %(minutes)d dari %(lasts)d menit, batasnya %(needed)d menit.", **stayed),
        Why.CODES_MISSING: _("Belum terhitung: kode yang dibacakan tidak diketik."),
        Why.NEITHER: _("Belum terhitung: %(minutes)d dari %(lasts)d menit, dan kodenya tidak diketik.", **stayed),
        Why.NOTHING: _("Belum ada bukti kehadiran."),
        Why.OVERRIDDEN: _("Diputuskan panitia."),
    }
    if row.first_at is None and row.why != Why.OVERRIDDEN:
        return words[Why.NOTHING]
    return words[Why(row.why)] if row.why else words[Why.SCANNED if row.mode == "in_person" else Why.JOINED]
