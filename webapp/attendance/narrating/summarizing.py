"""The one page for who has no time: a sentence, figures, the curve, where people came from, what follows. No names."""

from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.attendance.narrating.models import Part
from webapp.attendance.narrating.writing import texts_of
from webapp.attendance.reporting.axes import axes
from webapp.attendance.reporting.values import Report
from webapp.events.models import Event
from webapp.web.formatting import number, percent

MOST_REGIONS = 6


@dataclass(frozen=True)
class Summary:
    """Words and figures as page, paper and picture show them."""

    event: Event
    sentence: str
    figures: tuple[tuple[str, str, str], ...]  # (figure, words, small comparison)
    sexes: tuple[tuple[str, int], ...]
    regions: tuple[tuple[str, int], ...]
    reconciled: str
    follow_up: str


def summary(found: Report) -> Summary:
    """Lay out the report for one page; nothing is counted anew."""
    counts, by = found.counts, axes()
    return Summary(
        event=found.event,
        sentence=sentence(found),
        figures=(
            (number(counts["registered"]), _("Terdaftar"), ""),
            (number(counts["in_person"]), _("Hadir luring"), ""),
            (number(counts["online"]), _("Hadir daring"), ""),
            (number(counts["no_show"]), _("Tidak datang"), percent(counts["no_show"], counts["registered"])),
        ),
        sexes=tuple((by["gender"].words(value), n) for value, n in found.by(by["gender"])),
        regions=_largest([(by["region"].words(value), n) for value, n in found.by(by["region"]) if n]),
        reconciled=reconciled(found),
        follow_up=texts_of(found.event).get(Part.FOLLOW_UP, ""),
    )


def sentence(found: Report) -> str:
    """What came of it, in one or two sentences."""
    counts = found.counts
    if not counts["everyone"]:
        return _("Belum ada kehadiran yang tercatat.")
    words = _(
        "%(present)d dari %(registered)d pendaftar hadir: %(in_person)d luring dan %(online)d daring.",
        present=counts["present"],
        registered=counts["registered"],
        in_person=counts["in_person"],
        online=counts["online"],
    )
    if counts["outside_quota"]:
        words += " " + _("%(n)d orang lagi datang langsung di luar kuota.", n=counts["outside_quota"])
    reach = _(
        "Mereka dari %(regencies)d kabupaten/kota dan %(groups)d KIM.",
        regencies=found.regencies,
        groups=found.groups,
    )
    return f"{words} {reach}"


def reconciled(found: Report) -> str:
    """41 luring + 31 daring = 72 nama pada daftar hadir."""
    counts = found.counts
    parts = [f"{number(counts['in_person'])} {_('luring')}", f"{number(counts['online'])} {_('daring')}"]
    if counts["outside_quota"]:
        parts.append(f"{number(counts['outside_quota'])} {_('di luar kuota')}")
    return f"{' + '.join(parts)} = {number(counts['everyone'])} {_('nama pada daftar hadir')}"


def _largest(rows: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The largest rows and one for the rest, so that the page stays one page and still adds up."""
    rows = sorted(rows, key=lambda row: -row[1])
    if len(rows) <= MOST_REGIONS:
        return tuple(rows)
    rest = rows[MOST_REGIONS - 1 :]
    words = _("%(n)d daerah lainnya", n=len(rest))
    return (*rows[: MOST_REGIONS - 1], (words, sum(n for _words, n in rest)))
