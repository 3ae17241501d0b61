"""Sex, age and work as everybody is asked them. Stored are the codes; "" is not stated."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

GENDERS: dict[str, LazyString] = {"L": _l("Laki-laki"), "P": _l("Perempuan")}

# Chosen so that children (under 18), youth (16 to 30) and seniors (60 and over) can all be counted.
AGE_GROUPS: dict[str, LazyString] = {
    "lt16": _l("Di bawah 16 tahun"),
    "16_17": _l("16–17 tahun"),
    "18_30": _l("18–30 tahun"),
    "31_45": _l("31–45 tahun"),
    "46_59": _l("46–59 tahun"),
    "60up": _l("60 tahun ke atas"),
}

OCCUPATIONS: dict[str, LazyString] = {
    "pelajar": _l("Pelajar"),
    "mahasiswa": _l("Mahasiswa"),
    "pedagang": _l("Pedagang"),
    "petani": _l("Petani/Pekebun"),
    "nelayan": _l("Nelayan"),
    "umkm": _l("Pelaku UMKM/Wiraswasta"),
    "irt": _l("Ibu/Bapak Rumah Tangga"),
    "perangkat_desa": _l("Perangkat Desa/Kelurahan"),
    "asn": _l("ASN (PNS/PPPK)"),
    "tni_polri": _l("TNI/Polri"),
    "guru": _l("Guru/Dosen"),
    "karyawan": _l("Karyawan Swasta"),
    "media": _l("Wartawan/Pegiat Media"),
    "tokoh": _l("Tokoh Adat/Agama/Masyarakat"),
    "pensiunan": _l("Pensiunan"),
    "belum_bekerja": _l("Belum/Tidak Bekerja"),
    "lainnya": _l("Lainnya"),
}

# How people write it in tables of their own, folded.
GENDER_WORDS = {
    "l": "L",
    "lakilaki": "L",
    "pria": "L",
    "male": "L",
    "p": "P",
    "perempuan": "P",
    "wanita": "P",
    "female": "P",
}
OLDEST = 130
_UP_TO = ((15, "lt16"), (17, "16_17"), (30, "18_30"), (45, "31_45"), (59, "46_59"), (OLDEST, "60up"))


def age_group_of(years: int) -> str | None:
    """The group of an age in years; None above OLDEST."""
    return next((group for most, group in _UP_TO if years <= most), None)
