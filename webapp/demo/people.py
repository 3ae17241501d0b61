"""Invented participants, varied on purpose: one-word names, titles, degrees, namesakes, no telephone.

The same seed makes the same people, so a demo is the same story every time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

MEN = (
    "Dehen", "Ramlan", "Suwarno", "Mulyadi", "Sahrudin", "Masrani", "Tarung", "Rangkai", "Hendrikus", "Ahmad Fauzi",
    "Supriyadi", "Yohanes", "Markus Tundan", "Untung Sabari", "Petrus Linggi", "Muhammad Ilham", "Rudi Hartono",
    "Andreas Dohong", "Bambang Irawan", "Salundik", "Iwan Kurniawan", "Kristian Lambung", "Arbani", "Jarkasi",
    "Sugeng Riyadi", "Wayan Sukarta", "Yudi Prasetyo", "Lukas Mangku", "Fahrurrazi", "Nyoman Darma", "Edi Rahman",
    "Tommy Garang", "Sarwono", "Elia Embang", "Gusti Muhtar", "Hamdani", "Rizky Pratama", "Simon Uda", "Parlin",
)  # fmt: skip
WOMEN = (
    "Yuliana", "Jumiati", "Mariani", "Norjanah", "Rusmini", "Selvia Natalia", "Debora Karolina", "Norhayati", "Sumiati",
    "Kartini", "Maria Goreti", "Siti Aisyah", "Lestari", "Rahmawati", "Hermina Lawin", "Dayang Sari", "Wahyuni",
    "Ester Bawi", "Aminah", "Ni Luh Sari", "Fitriani", "Tiwi", "Nurul Huda", "Yustina Riwut", "Rina Agustina",
    "Mahriani",
    "Rosalia", "Sri Wahyuningsih", "Dewi Anggraini", "Noorhidayah", "Agnes Tiara", "Suryati", "Elisabeth Kamis", "Wati",
    "Maimunah", "Risnawati", "Veronika", "Herlina", "Indah Permata", "Sinta", "Lilis Suryani", "Erni", "Mega Utami",
)  # fmt: skip
BEFORE = {"L": ("H.", "Ir.", "Pdt."), "P": ("Hj.", "Hj.", "drg.")}
AFTER = ("S.Sos.", "S.Pd.", "M.Si.", "S.Kom.", "A.Md.")
OCCUPATIONS = (
    "petani", "petani", "petani", "nelayan", "nelayan", "pedagang", "pedagang", "pelajar", "mahasiswa", "umkm", "irt",
    "perangkat_desa", "guru", "asn", "media", "lainnya", "",
)  # fmt: skip
AGES = (
    "16_17",
    "18_30",
    "18_30",
    "18_30",
    "31_45",
    "31_45",
    "31_45",
    "46_59",
    "46_59",
    "60up",
    "",
)
POSITIONS = (
    "Ketua",
    "Sekretaris",
    "Bendahara",
    "Anggota",
    "Anggota",
    "Anggota",
    "Anggota",
    "",
)


@dataclass(frozen=True)
class Somebody:
    """An invented person and where they come from. `group` is a KIM's slug, or "" for an individual."""

    name: str
    gender: str
    occupation: str
    age_group: str
    position: str
    group: str
    affiliation: str
    region_code: str
    needs: str = ""


@dataclass(frozen=True)
class Origin:
    """A KIM that participants come from."""

    slug: str
    name: str
    region_code: str


def invent(count: int, *, origins: Sequence[Origin], seed: int) -> list[Somebody]:
    """`count` people, 46 to 54 by sex, from `origins` and a few from nowhere in particular."""
    chance = Random(seed)  # noqa: S311  # a story, not a secret
    names = {"L": _names("L", MEN, chance), "P": _names("P", WOMEN, chance)}
    people = [_somebody(n, names, origins, chance) for n in range(count)]
    if count > 40:
        # Two different people of one name, from two villages: lists and desks must keep them apart.
        people[31] = _namesake(people[7], people[31])
    return people


def _somebody(n: int, names: dict[str, Iterator[str]], origins: Sequence[Origin], chance: Random) -> Somebody:
    gender = "L" if n * 46 % 100 < 46 else "P"
    origin = origins[n % len(origins)] if n % 8 else None
    return Somebody(
        name=next(names[gender]),
        gender=gender if n % 23 else "",
        occupation=chance.choice(OCCUPATIONS),
        age_group=chance.choice(AGES),
        position=chance.choice(POSITIONS) if origin else "",
        group=origin.slug if origin else "",
        affiliation=origin.name if origin else "",
        region_code=(origin or origins[n % len(origins)]).region_code,
        needs="kursi_roda" if n == 11 else "",
    )


def _names(gender: str, bare: Sequence[str], chance: Random) -> Iterator[str]:
    """Bare names first, then with a title or a degree, then with a second name, so that none repeats by accident."""
    order = chance.sample(bare, len(bare))
    for n, name in enumerate(order):
        if n % 6 == 2:
            yield f"{chance.choice(BEFORE[gender])} {name}"
        elif n % 7 == 3:
            yield f"{name}, {chance.choice(AFTER)}"
        else:
            yield name
    round_number = 1
    while True:
        round_number += 1
        for name, second in zip(order, order[round_number:] + order[:round_number], strict=True):
            yield f"{name.split()[0]} {second.split()[-1]}"


def _namesake(one: Somebody, other: Somebody) -> Somebody:
    return Somebody(
        name=one.name,
        gender=one.gender,
        occupation=other.occupation,
        age_group=other.age_group,
        position=other.position,
        group=other.group,
        affiliation=other.affiliation,
        region_code=other.region_code,
    )
