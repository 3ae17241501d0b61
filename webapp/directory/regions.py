"""Provinces of Indonesia, and the kabupaten/kota and kecamatan of Kalimantan Tengah, loaded from data/."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from webapp.database import db
from webapp.directory.models import Region, RegionKind

HOME_PROVINCE = "62"
# "Luar Kalimantan Tengah": an answer of its own, not the lack of one. Kemendagri gives nobody the code 00.
ELSEWHERE = "00"


def folded(name: str) -> str:
    """Lower case without blanks and dots, so that "Palangkaraya" finds "Palangka Raya"."""
    return "".join(mark for mark in name.casefold() if mark.isalnum())


@cache
def home_regencies() -> tuple[tuple[str, str], ...]:
    """(code, name) of the fourteen kabupaten/kota in the order of their codes, without asking the database."""
    return tuple((row["code"], row["name"]) for row in _rows() if row["kind"] is RegionKind.REGENCY)


@cache
def district_totals() -> dict[str, int]:
    """How many kecamatan each kabupaten/kota of the home province has, by its code."""
    return dict(Counter(row["parent_code"] for row in _rows() if row["kind"] is RegionKind.DISTRICT))


# Desa and kelurahan of each (Kepmendagri 300.2.2-2138/2025); which they are is not asked, so they are only counted.
VILLAGE_TOTALS = {
    "62.01": 94, "62.02": 185, "62.03": 231, "62.04": 93, "62.05": 103, "62.06": 161, "62.07": 100, "62.08": 32,
    "62.09": 88, "62.10": 127, "62.11": 99, "62.12": 125, "62.13": 103, "62.71": 30,
}  # fmt: skip


@cache
def home_districts() -> tuple[tuple[str, str, str], ...]:
    """(code, name, code of the kabupaten/kota) of the 136 kecamatan, without asking the database."""
    return tuple(
        (row["code"], row["name"], row["parent_code"]) for row in _rows() if row["kind"] is RegionKind.DISTRICT
    )


def load_regions() -> int:
    """Add what is missing and correct what changed; return how many regions there are."""
    known = {region.code: region for region in db.session.scalars(select(Region))}
    for kind in RegionKind:  # parents first
        for row in _rows():
            if row["kind"] is not kind:
                continue
            region = known.setdefault(row["code"], Region(code=row["code"]))
            for field, value in row.items():
                setattr(region, field, value)
            db.session.add(region)
        db.session.flush()
    return len(known)


def _rows() -> Iterator[dict[str, Any]]:
    data = files("webapp.directory") / "data"
    yield _region(ELSEWHERE, RegionKind.ELSEWHERE, "Luar Kalimantan Tengah")
    for province in json.loads((data / "provinces.json").read_text("utf-8")):
        yield _region(province["code"], RegionKind.PROVINCE, province["name"])
    for regency in json.loads((data / "kalteng_regencies.json").read_text("utf-8")):
        yield _region(
            regency["code"],
            RegionKind.REGENCY,
            regency["display_name"],
            bps_code=regency["bps_code"],
            parent_code=HOME_PROVINCE,
            capital=regency["capital"],
        )
    for row in csv.DictReader((data / "kalteng_districts.csv").read_text("utf-8").splitlines()):
        yield _region(
            row["code"],
            RegionKind.DISTRICT,
            row["name"],
            parent_code=row["regency_code"],
        )


def _region(code: str, kind: RegionKind, name: str, **more: str) -> dict[str, Any]:
    empty = {"bps_code": None, "parent_code": None, "capital": None}
    return {
        "code": code,
        "kind": kind,
        "name": name,
        "folded_name": folded(name),
        **empty,
        **more,
    }
