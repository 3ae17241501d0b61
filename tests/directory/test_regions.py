"""Regions by Kemendagri code, the BPS code beside it; other provinces come from a table, whole or not at all."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from webapp.database import db
from webapp.directory.importing_regions import import_regions
from webapp.directory.models import Region, RegionKind
from webapp.directory.regions import folded
from webapp.documents.reading.cells import Unreadable

TABLE = (
    "Kode;Nama;Kode BPS\n63.01;Kabupaten Tanah Laut;6301\n63.71;Kota Banjarmasin;6371\n63.71.01;Banjarmasin Selatan;\n"
)


def test_the_home_province_is_whole(context: Flask) -> None:
    counts = dict(db.session.execute(select(Region.kind, func.count()).group_by(Region.kind)).all())

    assert (counts[RegionKind.PROVINCE], counts[RegionKind.REGENCY], counts[RegionKind.DISTRICT]) == (38, 14, 136)


def test_bps_codes_are_no_kemendagri_codes(context: Flask) -> None:
    pairs = select(Region.code, Region.bps_code).where(Region.kind == RegionKind.REGENCY)
    differ = {code for code, bps in db.session.execute(pairs) if code.replace(".", "") != bps}

    assert differ == {"62.06", "62.07", "62.08", "62.09", "62.10", "62.11", "62.12", "62.13"}
    assert db.session.get_one(Region, "62.06").bps_code == "6209"


def test_palangkaraya_is_palangka_raya(context: Flask) -> None:
    found = db.session.scalars(select(Region.code).where(Region.folded_name.contains(folded("Palangkaraya"))))

    assert list(found) == ["62.71"]


def test_another_province_is_added_and_added_again_without_doubles(context: Flask) -> None:
    first = import_regions(TABLE.encode())
    again = import_regions(TABLE.replace("Tanah Laut", "Tanah Laut Baru").encode("utf-16"))

    assert (first, again) == ((3, 0), (0, 1))
    region = db.session.get_one(Region, "63.71.01")
    assert (region.parent_code, region.kind, region.bps_code) == ("63.71", RegionKind.DISTRICT, None)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("6399;Kabupaten X;6399", "A5"),
        ("63.99;;6399", "B5"),
        ("63.99;Kabupaten X;63.99", "C5"),
        ("62.06;Kabupaten Katingan;6209", "A5"),
        ("63.71;Kota Banjarmasin;6371", "A5"),
        ("99.01;Kabupaten X;9901", "A5"),
    ],
)
def test_one_wrong_row_keeps_everything_out(context: Flask, row: str, cell: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        import_regions(f"{TABLE}{row}\n".encode())
    db.session.rollback()

    assert refusal.value.sentence.startswith(f"{cell}: ")
    assert db.session.get(Region, "63.01") is None


def test_the_command_says_what_it_did(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from webapp.cli import directory

    monkeypatch.setattr(directory, "application", lambda: app)
    (tmp_path / "kalsel.csv").write_text(TABLE)

    answer = FlaskCliRunner(app).invoke(directory.regions, ["import", str(tmp_path / "kalsel.csv")])

    assert answer.output == "3 regions added, 0 corrected.\n"
