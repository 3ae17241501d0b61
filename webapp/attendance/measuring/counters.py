"""The counters that formulas are fed from: figures of one recap, each with the list behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from webapp.attendance.recapping.values import DISTRICT, VILLAGE, Recap
from webapp.attendance.reporting.axes import axes


@dataclass(frozen=True)
class Counter:
    """One figure of a recap; `list` is the key of addressing.links under which its rows are."""

    words: LazyString
    count: Callable[[Recap], float | None]
    list: str = ""


def _counted(axis: str, value: str, *, persons: bool = False) -> Callable[[Recap], float]:
    def count(found: Recap) -> float:
        rows = found.counted(axes()[axis])
        return float(sum(there[2] if persons else there[1] for there in rows if there[0] == value))

    return count


def _of_regions(name: str) -> Callable[[Recap], float]:
    return lambda found: float(sum(getattr(line, name) for line in found.regions))


def _new_decrees(found: Recap) -> float:
    """KIM whose decree bears a day of the period."""
    days = (one.decree_date for one in found.kims if one.stands and one.decree_date)
    return float(sum(found.period.first <= day <= found.period.last for day in days))


def _mean_opinion(found: Recap) -> float | None:
    """The mean of 1 to 5 over all answers of activities that enough have rated."""
    n = sum(ratings for ratings, _total in found.opinions.values())
    return sum(total for _n, total in found.opinions.values()) / n if n else None


COUNTERS: dict[str, Counter] = {
    "kegiatan": Counter(_l("Kegiatan"), lambda found: len(found.events), "activities"),
    "terdaftar": Counter(_l("Terdaftar"), lambda found: found.registered, "people"),
    "kehadiran": Counter(_l("Kehadiran"), lambda found: found.came, "all"),
    "orang": Counter(_l("Orang yang hadir, masing-masing dihitung satu kali"), lambda found: found.persons, "people"),
    "hadir_luring": Counter(_l("Hadir luring"), _counted("mode", "in_person"), "in_person"),
    "hadir_daring": Counter(_l("Hadir daring"), _counted("mode", "online"), "online"),
    "di_luar_kuota": Counter(_l("Di luar kuota"), _counted("mode", "outside_quota"), "outside"),
    "tidak_datang": Counter(_l("Tidak datang"), lambda found: found.no_show, "activities"),
    "orang_laki_laki": Counter(_l("Orang, laki-laki"), _counted("gender", "L", persons=True), "men"),
    "orang_perempuan": Counter(_l("Orang, perempuan"), _counted("gender", "P", persons=True), "women"),
    "kim_ikut": Counter(_l("KIM yang anggotanya hadir"), lambda found: len(found.groups), "groups"),
    "kim_terdata": Counter(_l("KIM terdata"), _of_regions("kims_known"), "kims"),
    "kim_ber_sk": Counter(_l("KIM ber-SK"), _of_regions("kims_decree"), "decree"),
    "kim_sk_baru": Counter(_l("KIM yang SK-nya bertanggal pada masa ini"), _new_decrees, "decree"),
    "kim_aktif": Counter(_l("KIM aktif"), _of_regions("kims_active"), "active"),
    "kab_kota": Counter(_l("Kabupaten/kota terjangkau, dari 14"), lambda found: found.regencies, "regions"),
    "kecamatan": Counter(_l("Kecamatan terjangkau, dari 136"), lambda found: len(found.reached(DISTRICT)), "regions"),
    "desa": Counter(_l("Desa/kelurahan terjangkau, dari 1.571"), lambda found: len(found.reached(VILLAGE)), "regions"),
    "jp": Counter(_l("Jam pelajaran semua kegiatan"), lambda found: found.lesson_hours, "activities"),
    "sertifikat": Counter(_l("Sertifikat terbit"), lambda found: sum(found.certificates.values()), "activities"),
    "nilai_evaluasi": Counter(_l("Rata-rata nilai umpan balik, 1 sampai 5"), _mean_opinion, "activities"),
}


def counted(found: Recap) -> dict[str, float | None]:
    """What each counter says of this recap."""
    return {name: counter.count(found) for name, counter in COUNTERS.items()}
