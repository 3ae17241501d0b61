"""A stretch of whole days, as an office names it: two dates, both of them inside."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from webapp.errors import Refused
from webapp.web.formatting import long_date

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Period:
    """From the midnight before `first` to the midnight after `last`, on the organizer's wall clock."""

    first: date
    last: date
    tzid: str

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), ZoneInfo(self.tzid))

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), ZoneInfo(self.tzid))

    @property
    def words(self) -> str:
        """1 Januari 2026 s.d. 28 November 2026, without the days of the week."""
        first, last = (long_date(day).partition(", ")[2] for day in (self.first, self.last))
        return first if first == last else _("%(first)s s.d. %(last)s", first=first, last=last)

    def arguments(self) -> dict[str, Any]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def period(first: str, last: str, *, tzid: str, today: date) -> Period:
    """Read two dates as people or pickers write them; empty ones are this year until today.

    Raises Refused with a sentence for what is no date, lies far away, or ends before it starts.
    """
    begins = _day(first) if first else date(today.year, 1, 1)
    ends = _day(last) if last else max(today, begins)
    if ends < begins:
        raise Refused(
            _(
                "Masa laporan berakhir (%(last)s) sebelum dimulai (%(first)s). Mohon tukar kedua tanggalnya.",
                first=long_date(begins).partition(", ")[2],
                last=long_date(ends).partition(", ")[2],
            )
        )
    return Period(begins, ends, tzid)


def usual(*, tzid: str, today: date) -> list[tuple[str, Period]]:
    """The stretches that offices report on, by name."""
    month, year = today.replace(day=1), date(today.year, 1, 1)
    before = month - timedelta(days=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    last_year = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return [
        (_("Bulan ini"), Period(month, today, tzid)),
        (_("Bulan lalu"), Period(before.replace(day=1), before, tzid)),
        (_("Triwulan ini"), Period(quarter, today, tzid)),
        (_("Tahun ini"), Period(year, today, tzid)),
        (_("Tahun lalu"), Period(*last_year, tzid)),
    ]


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
        if EARLIEST <= day <= LATEST:
            return day
    raise Refused(_("Tanggal ini tidak terbaca. Contoh: 10/03/2022."))
