"""Indicators in the office's own words: read by a small grammar, fed by the recap, shown with their target."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from tests.attendance.test_recaps import ADDRESS, a_year, found
from tests.factories import make_organization, make_user
from webapp.accounts.models import ApiToken, GrantRole
from webapp.attendance.measuring.counters import COUNTERS, counted
from webapp.attendance.measuring.formulas import DEEPEST, WrongFormula, read
from webapp.attendance.measuring.indicators import Planned, decide, measured
from webapp.clock import now
from webapp.database import db
from webapp.errors import Refused
from webapp.web.tokens import new_token, token_hash

GIVEN: dict[str, float | None] = {"kehadiran": 72, "terdaftar": 96, "kegiatan": 0, "nilai_evaluasi": None}
OWN = (
    Planned(name="Tingkat kehadiran", formula="persen(terdaftar - tidak_datang; terdaftar)", unit="%", target=80),
    Planned(name="=1+1 KIM dibina", formula="kim_ikut", unit="KIM", target=1),
    Planned(name="Nilai evaluasi", formula="nilai_evaluasi", target=4),
)


@pytest.fixture(autouse=True)
def _context(context: Flask) -> None:
    """Sentences of refusals are asked for in a language."""


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("kehadiran", 72),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 2 - 3", 5),
        ("8 / 2 / 2", 2),
        ("-kehadiran + 2,5", -69.5),
        ("persen(kehadiran; terdaftar)", 75),
        ("persen(kehadiran - 24; 96) / 2", 25),
        ("kehadiran / kegiatan", None),
        ("kehadiran + nilai_evaluasi", None),
        ("*".join(["999999999999"] * 23), pytest.approx(1e276)),
    ],
)
def test_a_formula_is_worth_what_arithmetic_says(formula: str, value: float | None) -> None:
    assert read(formula, GIVEN).value(GIVEN) == value


@pytest.mark.parametrize(
    ("formula", "says"),
    [
        ("", "Tuliskan rumusnya"),
        ("kehadirann", "bukan salah satu pencacah"),
        ("__import__", "bukan salah satu pencacah"),
        ("kehadiran.real", "tidak dapat dibaca"),
        ("kehadiran[0]", "tidak dapat dibaca"),
        ("1 ** 2", "tidak pada tempatnya"),
        ("1 +", "belum selesai"),
        ("1 2", "tidak pada tempatnya"),
        ("(1", "kurang"),
        ("persen(1)", "kurang"),
        ("persen(1; 2; 3)", "kurang"),
        ("(" * (DEEPEST + 2) + "1" + ")" * (DEEPEST + 2), "Terlalu banyak tanda kurung"),
        ("-" * 200 + "1", "Terlalu banyak tanda kurung"),
        ("1+" * 200 + "1", "Terlalu panjang"),
        ("１ + 1", "tidak dapat dibaca"),
        ("lambda: 1", "tidak dapat dibaca"),
    ],
)
def test_whatever_else_is_written_gets_a_sentence(formula: str, says: str) -> None:
    with pytest.raises(WrongFormula, match=re.escape(says)):
        read(formula, GIVEN)


def test_the_counters_are_the_figures_of_the_recap() -> None:
    one = found(a_year())

    values = counted(one)

    assert set(values) == set(COUNTERS)
    assert (values["kegiatan"], values["kehadiran"], values["orang"], values["terdaftar"]) == (2, 9, 7, 8)
    assert values["tidak_datang"] == sum(line.no_show for line in one.lines) == 2
    assert values["hadir_luring"] == sum(line.in_person for line in one.lines)
    assert (values["kim_ikut"], values["kab_kota"], values["nilai_evaluasi"]) == (1, one.regencies, None)


def test_an_indicator_says_whether_its_target_is_reached() -> None:
    office = a_year()
    decide(office.id, OWN)

    rate, groups, opinion = measured(found(office))

    assert (rate.value, rate.is_reached, rate.shown(rate.value)) == (75, False, "75 %")
    assert (groups.value, groups.is_reached) == (1, True)
    assert (opinion.value, opinion.is_reached, opinion.verdict) == (None, None, "belum dapat dihitung")
    assert ("terdaftar", 8) in rate.pieces


@pytest.mark.parametrize(
    "planned",
    [
        [Planned(name="A", formula="kegiatan"), Planned(name="a", formula="kegiatan")],
        [Planned(name=f"N{n}", formula="kegiatan") for n in range(21)],
        [Planned(name="A", formula="kegiatan +")],
        [Planned(name=" ", formula="kegiatan")],
        [Planned(name="A", formula="kegiatan", target=1e13)],
    ],
    ids=["two of one name", "too many", "unfinished", "nameless", "too large"],
)
def test_what_cannot_be_an_indicator_is_refused(planned: list[Planned]) -> None:
    with pytest.raises(Refused):
        decide(make_organization().id, planned)


@pytest.fixture
def office(app: Flask, sign_in: Callable[[int], FlaskClient]) -> tuple[FlaskClient, str, str]:
    made, token = a_year(), new_token()
    user = make_user(made, GrantRole.ADMIN)
    values = {"name": "Dasbor", "role": GrantRole.VIEWER, "created_at": now(), "token_hash": token_hash(token)}
    db.session.add(ApiToken(organization_id=made.id, **values))
    db.session.commit()
    return sign_in(user.id), made.slug, token


def written(number: int, **fields: str) -> dict[str, str]:
    return {f"indicators-{number}-{name}": value for name, value in fields.items()}


def test_page_workbook_csv_paper_and_programs_show_them(office: tuple[FlaskClient, str, str]) -> None:
    client, slug, token = office
    data = written(0, name="Tingkat kehadiran", formula=OWN[0].formula, target="80", unit="%")
    data |= written(1, name=OWN[1].name, formula="KIM_IKUT", target="1,5", unit="KIM")

    answer = client.post(f"/manage/reports/indicators/{slug}", data=data)

    page = re.sub(r"<[^>]+>", "", client.get(f"/manage/reports?{ADDRESS}").text)
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"/manage/reports/recap.xlsx?{ADDRESS}").data))
    text = client.get(f"/manage/reports/recap.csv?{ADDRESS}&table=indicators").data.decode("utf-8-sig")
    paper = PdfReader(io.BytesIO(client.get(f"/manage/reports/recap.pdf?{ADDRESS}").data))
    told = client.get(f"/api/v1/recap?{ADDRESS}", headers={"Authorization": f"Bearer {token}"}).get_json()
    assert answer.status_code == 303
    assert "75 % target 80 %" in " ".join(page.split())
    assert "terdaftar (8)" in page
    assert book.get_sheet_by_name("Indikator").to_python()[1][1:5] == ["Tingkat kehadiran", OWN[0].formula, 75, 80]
    assert [float(row["Capaian"]) for row in csv.DictReader(io.StringIO(text))] == [75, 1]
    assert not re.search(r"(?m)(?:^|,)=", text)
    assert "Tingkat kehadiran" in " ".join(one.extract_text() for one in paper.pages)
    assert [(one["value"], one["target"], one["reached"]) for one in told["indicators"]] == [
        (75, 80, False), (1, 1.5, False),
    ]  # fmt: skip


def test_a_wrong_formula_is_told_at_its_field_and_kept(office: tuple[FlaskClient, str, str]) -> None:
    client, slug, _token = office

    answer = client.post(
        f"/manage/reports/indicators/{slug}", data=written(0, name="Salah", formula="hadir / 2", target="banyak")
    )

    assert answer.status_code == 422
    assert "bukan salah satu pencacah" in answer.text
    assert "Tuliskan angka saja" in answer.text
    assert 'value="hadir / 2"' in answer.text


def test_only_the_head_of_the_committee_writes_them(
    office: tuple[FlaskClient, str, str], sign_in: Callable[[int], FlaskClient]
) -> None:
    _client, slug, _token = office
    stranger = make_user(make_organization(), GrantRole.ADMIN)
    db.session.commit()

    assert sign_in(stranger.id).get(f"/manage/reports/indicators/{slug}").status_code == 404
