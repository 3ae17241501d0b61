"""The features of each kind of activity (domain.md 1.1), as one table: a new one is a line here and nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Shape(StrEnum):
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True)
class Feature:
    """One thing that some kinds know. What is not public is for the committee and its report."""

    code: str
    label: LazyString
    help: LazyString
    kinds: frozenset[str]
    shape: Shape = Shape.LINE
    is_public: bool = True


def _of(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


FEATURES = (
    Feature(
        "host_group", _l("Kelompok tuan rumah"), _l("KIM atau kelompok yang dikunjungi."), _of("anjangsana"),
    ),
    Feature(
        "meeting_point", _l("Titik kumpul"), _l("Tempat dan jam berkumpul, misalnya: 06.00 WIB di Kantor Camat."),
        _of("anjangsana", "widyawisata"),
    ),
    Feature("departure", _l("Berangkat"), _l("Jam dan tempat berangkat."), _of("widyawisata")),
    Feature("homecoming", _l("Kembali"), _l("Perkiraan jam dan tempat tiba kembali."), _of("widyawisata")),
    Feature("vehicle", _l("Kendaraan"), _l("Misalnya: satu bus, 30 kursi."), _of("widyawisata")),
    Feature(
        "to_bring", _l("Yang perlu dibawa"), _l("Satu hal per baris."),
        _of("workshop", "lokakarya", "anjangsana", "widyawisata", "diklat"), Shape.TEXT,
    ),
    Feature(
        "tasks", _l("Tugas peserta"), _l("Yang dikerjakan selama atau sesudah kegiatan."),
        _of("workshop", "diklat"), Shape.TEXT,
    ),
    Feature("channel", _l("Kanal siaran"), _l("Misalnya: RRI Palangka Raya 90,8 FM."), _of("dialog")),
    Feature(
        "openers", _l("Pertanyaan pemantik"), _l("Pokok yang dibincangkan bersama, satu per baris."),
        _of("sarasehan", "diskusi"), Shape.TEXT,
    ),
    Feature(
        "officials", _l("Pejabat yang menjawab"), _l("Dinas atau jabatan yang hadir untuk menjawab, satu per baris."),
        _of("temu_wicara"), Shape.TEXT,
    ),
    Feature(
        "minutes", _l("Notula"), _l("Jalannya pembicaraan. Masuk ke laporan kegiatan, tidak ke halaman umum."),
        _of("diskusi", "dialog", "temu_wicara", "sarasehan", "lokakarya"), Shape.TEXT, is_public=False,
    ),
    Feature(
        "case_desk", _l("Bagian perkara"),
        _l("Siapa yang menerima perkara secara tertutup. Hanya panitia yang melihat; jangan menulis nama pihak."),
        _of("advokasi"), is_public=False,
    ),
    Feature(
        "outcome", _l("Hasil mediasi"), _l("Sepakat, sebagian, atau belum; tanpa nama pihak dan tanpa pokok perkara."),
        _of("mediasi"), is_public=False,
    ),
)  # fmt: skip
# Kinds that must leave documents behind.
WITH_OUTPUTS = frozenset({"lokakarya"})
# Kinds that travel together: who sits in the vehicle, and whom to call.
WITH_PASSENGERS = frozenset({"widyawisata"})


def features_of(kind: str) -> list[Feature]:
    """In the order of the table; empty for kinds that know nothing of their own."""
    return [feature for feature in FEATURES if kind in feature.kinds]


def has_any(kind: str) -> bool:
    """Whether there is anything to fill in for this kind."""
    return bool(features_of(kind)) or kind in WITH_OUTPUTS
