"""The answers people may choose for the attendance list. Stored are the codes; "" is not stated."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from webapp.attendance.models import Registration

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

LABELS = {"gender": GENDERS, "age_group": AGE_GROUPS, "occupation": OCCUPATIONS}


def stated(registration: Registration) -> dict[str, str]:
    """The standard answers of a registration in words; what was not stated is left out."""
    coded = {name: str(labels.get(getattr(registration, name), "")) for name, labels in LABELS.items()}
    words = coded | {"position": registration.position, "needs": registration.needs}
    return {name: text for name, text in words.items() if text}
