"""The rule of a series: which days follow from a first one. Bounded, whatever is asked."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from dateutil import rrule
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.errors import Refused

MOST_DATES = 104  # two years of weeks
MOST_INTERVAL = 12
LONGEST = timedelta(days=5 * 366)
_WEEK = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


class Frequency(StrEnum):
    """The rhythms that an office plans by; nothing faster than a week."""

    WEEKLY = "weekly"
    MONTHLY_DATE = "monthly_date"  # every 10th
    MONTHLY_NTH = "monthly_nth"  # every second Thursday
    MONTHLY_LAST = "monthly_last"  # every last Thursday


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Exactly one of `count` (dates in all, the skipped ones among them) and `until` (last day possible) is set.

    `weekdays` (0 is Monday) matter to a weekly rule alone; empty means that of the first day.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None
    skipped: frozenset[date] = frozenset()


def dates(rule: Rule, first: date) -> list[date]:
    """The first day and those that follow by the rule, the skipped ones left out (RFC 5545, 3.8.5.3 and 3.8.5.1).

    The first day belongs to the series also where the rule would not have chosen it. Raises Refused
    for a rule that would never end, ends before it begins, or makes more than MOST_DATES.
    """
    for problem in _problems(rule, first):
        raise Refused(problem)
    found = list(islice(_days(rule, first), MOST_DATES + 1))
    if len(found) > MOST_DATES:
        raise Refused(
            _("Rangkaian ini lebih dari %(most)d tanggal. Mohon dekatkan tanggal terakhirnya.", most=MOST_DATES)
        )
    if found[-1] - first > LONGEST:
        raise Refused(_("Rangkaian ini lebih panjang dari lima tahun. Mohon pendekkan."))
    return [day for day in found if day == first or day not in rule.skipped]


def _problems(rule: Rule, first: date) -> Iterator[str]:
    if rule.frequency not in set(Frequency):
        yield _("Rangkaian diulang setiap pekan atau setiap bulan.")
    if not 1 <= rule.interval <= MOST_INTERVAL:
        yield _("Jarak ulangan antara 1 dan %(most)d.", most=MOST_INTERVAL)
    if any(day not in range(7) for day in rule.weekdays):
        yield _("Hari ini tidak dikenal.")
    if (rule.count is None) == (rule.until is None):
        yield _("Isi salah satu: berapa kali, atau sampai tanggal berapa.")
    if rule.count is not None and not 2 <= rule.count <= MOST_DATES:
        yield _("Sebuah rangkaian terdiri atas 2 sampai %(most)d tanggal.", most=MOST_DATES)
    if rule.until is not None and rule.until <= first:
        yield _("Tanggal terakhir harus sesudah tanggal pertama.")
    if rule.until is not None and rule.until - first > LONGEST:
        yield _("Rangkaian ini lebih panjang dari lima tahun. Mohon pendekkan.")


def _days(rule: Rule, first: date) -> Iterator[date]:
    """The first day, then the rule's days after it, as many as it counts."""
    yield first
    last = rule.until or first + LONGEST + timedelta(days=366)
    chosen = rrule.rrule(
        rrule.WEEKLY if rule.frequency is Frequency.WEEKLY else rrule.MONTHLY,
        dtstart=datetime.combine(first, datetime.min.time()),
        interval=rule.interval,
        until=datetime.combine(last, datetime.min.time()),
        **_chosen(rule, first),
    )
    later = (found.date() for found in chosen if found.date() > first)
    yield from islice(later, rule.count - 1 if rule.count else None)


def _chosen(rule: Rule, first: date) -> dict[str, object]:
    match rule.frequency:
        case Frequency.WEEKLY:
            return {"byweekday": [_WEEK[day] for day in sorted(set(rule.weekdays)) or [first.weekday()]]}
        case Frequency.MONTHLY_DATE:
            return {"bymonthday": first.day}
        case Frequency.MONTHLY_NTH:
            return {"byweekday": _WEEK[first.weekday()](nth(first))}
        case _:
            return {"byweekday": _WEEK[first.weekday()](-1)}


def nth(day: date) -> int:
    """2 for the second Thursday of its month."""
    return (day.day - 1) // 7 + 1


def is_last(day: date) -> bool:
    """Whether no other day of its name follows in its month."""
    return day.day + 7 > monthrange(day.year, day.month)[1]


def words(rule: Rule, first: date, weekday_names: list[str]) -> str:
    """ "Setiap 2 pekan: Selasa, Kamis"; the names begin with Monday's."""
    name = weekday_names[first.weekday()]
    if rule.frequency is Frequency.WEEKLY:
        rhythm = ngettext("Setiap pekan", "Setiap %(num)d pekan", rule.interval)
        days = ", ".join(weekday_names[day] for day in sorted(set(rule.weekdays)) or [first.weekday()])
        return f"{rhythm}: {days}"
    rhythm = ngettext("Setiap bulan", "Setiap %(num)d bulan", rule.interval)
    on = {
        Frequency.MONTHLY_DATE: _("tanggal %(day)d", day=first.day),
        Frequency.MONTHLY_NTH: _("%(weekday)s ke-%(nth)d", weekday=name, nth=nth(first)),
        Frequency.MONTHLY_LAST: _("%(weekday)s terakhir", weekday=name),
    }[rule.frequency]
    return f"{rhythm}: {on}"
