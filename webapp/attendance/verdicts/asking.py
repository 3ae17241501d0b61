"""What a rule asks, in one sentence: for those who take part, and for the committee who decides about it."""

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import gettext as _

from webapp.attendance.verdicts.models import Codes, Weight
from webapp.attendance.verdicts.reasons import open_to_online
from webapp.attendance.verdicts.rules import Ground, Rule


def asked(rule: Rule, *, lasts: int) -> str:
    """For somebody who takes part online; `lasts` is the session's length in minutes."""
    if rule.asks_nothing:
        return _("Kehadiran daring dihitung sejak Bapak/Ibu masuk.")
    needed = rule.needed_minutes(lasts)
    words = {
        **_words(rule),
        Ground.MINUTES: _("mengikuti sedikitnya %(needed)d dari %(lasts)d menit", needed=needed, lasts=lasts),
    }
    together = [words[ground] for ground in rule.grounds(Weight.NEEDED)]
    alone = [words[ground] for ground in open_to_online(rule.grounds(Weight.ALONE))]
    ways = [*([_all(together)] if together else []), *alone]
    return _("Kehadiran daring dihitung bila Bapak/Ibu %(parts)s.", parts=_any(ways))


def asked_in_percent(rule: Rule) -> str:
    """For the committee, before anybody knows the minutes."""
    late = _("Terlambat setelah %(n)d menit.", n=rule.late_after) if rule.late_after else ""
    early = _("Pulang lebih awal bila sebelum %(n)d menit terakhir.", n=rule.early_before) if rule.early_before else ""
    counts_minutes = rule.takes_reports or rule.weight(Ground.REPORT) is not Weight.IGNORED
    unread = "" if counts_minutes else _("Laporan ruang daring tidak dihitung.")
    whole = _("Tuntas pada %(n)d persen sesi.", n=rule.sessions_percent) if rule.sessions_percent else ""
    return " ".join(part for part in (*_ways(rule), unread, late, early, whole) if part)


def _ways(rule: Rule) -> list[str]:
    words = _words(rule)
    alone = rule.grounds(Weight.ALONE)
    if together := [words[ground] for ground in rule.grounds(Weight.NEEDED)]:
        enough = [words[ground] for ground in alone]
        also = [_("Cukup dengan sendirinya: %(what)s.", what=_any(enough))] if enough else []
        return [_("Hadir bila %(parts)s.", parts=_all(together)), *also]
    hall = [words[ground] for ground in alone if ground in (Ground.SCAN, Ground.PAPER)]
    online = [words[ground] for ground in alone if ground not in (Ground.SCAN, Ground.PAPER)]
    if rule.asks_nothing:
        online = [_("masuk lewat tautan, laporan, atau kode"), *online]
    return [
        _("Hadir di tempat bila %(parts)s.", parts=_any(hall)) if hall else _("Kedatangan di tempat tidak dihitung."),
        _("Hadir daring bila %(parts)s.", parts=_any(online)),
    ]


def _words(rule: Rule) -> dict[Ground, str]:
    """What somebody does who has this ground, after "bila"."""
    codes = {
        Codes.NONE: "",
        Codes.ONE: _("mengetik salah satu kode yang dibacakan"),
        Codes.BOTH: _("mengetik kode pembuka dan kode penutup"),
    }
    return {
        Ground.SCAN: _("menunjukkan tiket di tempat"),
        Ground.PAPER: _("menandatangani daftar hadir kertas"),
        Ground.MINUTES: _("mengikuti sedikitnya %(percent)d persen menit sesi", percent=rule.minutes_percent),
        Ground.TYPING: codes[rule.codes],
        Ground.REPORT: _("tercantum dalam laporan ruang daring"),
        Ground.WATCHING: _("menonton bersama yang disetujui panitia"),
    }


def _all(parts: list[str]) -> str:
    return format_list(parts, locale=get_locale())


def _any(parts: list[str]) -> str:
    return format_list(parts, style="or", locale=get_locale())
