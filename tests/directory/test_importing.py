"""Tables of KIM and of members: looked at first, whole or not at all, and never double."""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.directory.groups import make_group, make_member
from tests.factories import make_organization, make_user
from webapp.accounts.models import GrantRole
from webapp.audit.models import AuditEntry
from webapp.clock import now
from webapp.database import db
from webapp.directory.groups.models import GroupProfile, Member, MemberRole
from webapp.directory.importing import working
from webapp.directory.importing.models import DirectoryImport
from webapp.directory.models import Organization
from webapp.files.models import StoredFile
from webapp.work import running, shelf
from webapp.work.models import Job

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]

GROUPS = """Nama KIM;Kab/Kota;Kecamatan;Desa/Kelurahan;Kode Desa;Status;No. SK;Tgl SK;No HP
KIM Harati;Palangkaraya;Sabangau;Kelurahan Kereng Bangkirai;62.71.04.1003;Aktif;01/KEL/2024;13/05/2024;0812 5012 3456
KIM Jaar;Kab. Barito Timur;;Desa Jaar;62.13.01.2006;perlu pembinaan;02/DS/2024;25 November 2024;
"""
MEMBERS = """KIM\tNama\tJabatan\tL/P\tUsia\tPekerjaan
KIM Harati\tYuliana\tKetua\tP\t34\tGuru
KIM Harati\tDehen\t\tLaki-laki\t46–59 tahun\tPetani
"""


class Office:
    def __init__(self) -> None:
        self.province = make_user(make_organization(), GrantRole.ADMIN).id
        self.town = make_user(make_organization(region_code="62.71"), GrantRole.ADMIN).id
        self.viewer = make_user(make_organization(), GrantRole.COMMITTEE).id


@pytest.fixture
def office(stored: Stored) -> Office:
    made: Office = stored(Office)
    return made


def work(app: Flask) -> None:
    with app.test_request_context():
        running.run_due()
        db.session.remove()


def send(app: Flask, client: FlaskClient, kind: str, content: bytes | str, name: str = "tabel.csv") -> str:
    """Send a table, let the worker look at it, and return the address of the import."""
    content = content.encode() if isinstance(content, str) else content
    answer = client.post("/manage/groups/imports", data={"kind": kind, "table": (BytesIO(content), name)})
    assert answer.status_code == 303, answer.text
    work(app)
    return str(answer.location)


def store(app: Flask, client: FlaskClient, kind: str, content: bytes | str, name: str = "tabel.csv") -> str:
    """The same, and let it be written; the page afterwards."""
    address = send(app, client, kind, content, name)
    client.post(f"{address}/application")
    work(app)
    return client.get(address).text


def counts(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return tuple(db.session.scalar(select(func.count()).select_from(one)) or 0 for one in (GroupProfile, Member))  # type: ignore[return-value]


def workbook(rows: Iterable[Iterable[object]], merged: str = "") -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, list(row))
        if merged:
            sheet.merge_range(merged, "KIM Harati")
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to a hundred megabytes."""
    out = BytesIO(workbook([["Nama KIM"], ["KIM A"]]))
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 100_000_000)
    return out.getvalue()


def test_groups_then_members_are_looked_at_and_written(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.province)
    looked = client.get(send(app, client, "groups", GROUPS)).text
    before = counts(app)

    page = store(app, client, "groups", GROUPS)
    store(app, client, "members", MEMBERS)

    assert "KIM Jaar" in looked and before == (0, 0)
    assert "Tersimpan: 2 baris baru" in page and counts(app) == (2, 2)
    with app.app_context():
        jaar = db.session.scalars(select(GroupProfile).join(Organization).where(Organization.name == "KIM Jaar")).one()
        chair = db.session.scalars(select(Member).where(Member.role == MemberRole.CHAIR)).one()
        assert (jaar.district_code, jaar.status.value, str(jaar.decree_date)) == (
            "62.13.01",
            "needs_support",
            "2024-11-25",
        )
        assert "baritotimur" in jaar.sought
        assert (chair.name, chair.age_group, chair.occupation) == ("Yuliana", "31_45", "guru")
        assert db.session.scalars(select(AuditEntry.act)).all() == ["directory.imported"] * 2
        assert "Yuliana" not in str(db.session.execute(select(AuditEntry.before, AuditEntry.after)).all())
    assert "KIM Jaar" in client.get("/kim?q=jaar").text


def test_the_same_table_again_makes_no_doubles(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.province)
    for kind, table in (("groups", GROUPS), ("members", MEMBERS)):
        store(app, client, kind, table)
        page = client.get(send(app, client, kind, table)).text
        assert "sudah ada di direktori" in page

    assert counts(app) == (2, 2)


def test_what_was_exported_comes_in_again_unchanged(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.province)
    store(app, client, "groups", GROUPS)
    store(app, client, "members", MEMBERS)

    for kind in ("groups", "members"):
        for shape in ("csv", "xlsx"):
            client.post("/manage/groups/exports", data={"kind": kind, "format": shape})
            work(app)
            with app.app_context():
                ref = db.session.scalars(select(Job.ref).order_by(Job.id.desc()).limit(1)).one()
                content = shelf.path_of(ref).read_bytes()
            assert "sudah ada di direktori" in client.get(send(app, client, kind, content, f"t.{shape}")).text, (
                kind,
                shape,
            )
    with app.app_context():
        assert "directory.exported" in db.session.scalars(select(AuditEntry.act)).all()


def test_a_column_that_is_not_there_changes_nothing(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.province)
    store(app, client, "groups", GROUPS)

    store(app, client, "groups", "Kode KIM,Nama KIM\nkim-harati,KIM Harati Baru\n")

    with app.app_context():
        row = select(GroupProfile, Organization).join(Organization).where(Organization.slug == "kim-harati")
        profile, organization = db.session.execute(row).one()
        assert (organization.name, profile.decree_number, profile.status.value) == (
            "KIM Harati Baru",
            "01/KEL/2024",
            "active",
        )
        assert profile.sought.startswith("kimharatibaru|")


def test_a_new_chair_takes_over_in_one_table(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.province)
    store(app, client, "groups", GROUPS)
    store(app, client, "members", MEMBERS)

    second = client.get(send(app, client, "members", "KIM,Nama,Jabatan\nKIM Harati,Dehen,Ketua\n")).text
    page = store(app, client, "members", "KIM,Nama,Jabatan\nKIM Harati,Dehen,Ketua\nKIM Harati,Yuliana,Anggota\n")

    assert "lebih dari satu ketua" in second and "Tersimpan: 0 baris baru, 2 berubah" in page


WRONG = {
    "groups": (
        ("KIM X;Banjar;;;;;;;", "B4", "tidak dikenal"),
        ("KIM X;Palangkaraya;Kumai;;;;;;", "C5", "tidak ada di Kota Palangka Raya"),
        ("KIM X;;Sabangau;;;;;;", "C6", "kabupaten/kotanya"),
        ("KIM X;Palangkaraya;;;62.13.01.2006;;;;", "E7", "tidak cocok"),
        ("KIM X;;;;62.99.01.2006;;;;", "E8", "tidak cocok"),
        ("KIM X;Palangkaraya;;;x;;;;", "E9", "empat bagian"),
        ("KIM X;Palangkaraya;;;;sibuk;;;", "F10", "Tulis salah satu"),
        ("KIM X;Palangkaraya;;;;;1;13/05/2099;", "H11", "belum tiba"),
        ("KIM X;Palangkaraya;;;;;1;31/02/2024;", "H12", "Tanggal ini"),
        ("KIM X;Palangkaraya;;;;;;;0812", "I13", "Nomor ini"),
        ("=1+1;Palangkaraya;;;;;;;", "A14", "rumus"),
        (";Palangkaraya;;;;;;;", "A15", "harus diisi"),
        ("kim  harati;62.71;;Kelurahan Kereng Bangkirai;;;;;", "A16", "baris 2"),
    ),
    "members": (
        ("KIM Lain\tDehen\t\t\t\t", "A4", "tidak ditemukan"),
        ("KIM Harati\t\t\t\t\t", "B5", "harus diisi"),
        ("KIM Harati\tdehen\t\t\t\t", "B6", "baris 3"),
        ("KIM Harati\tRamlan\t\tX\t\t", "D7", "Tulis salah satu"),
        ("KIM Harati\tRamlan\t\t\t999\t", "E8", "Tulis salah satu"),
        ("KIM Harati\tRamlan\t\t\t\tastronaut", "F9", "Tulis salah satu"),
        ("KIM Harati\tMasrani\tKetua\t\t\t", "C10", "lebih dari satu ketua"),
    ),
}


@pytest.mark.parametrize("kind", ["groups", "members"])
def test_every_wrong_cell_is_named_and_keeps_everything_out(
    app: Flask, office: Office, sign_in: SignIn, stored: Stored, kind: str
) -> None:
    if kind == "members":
        stored(lambda: make_group("KIM Harati"))
    before, client = counts(app), sign_in(office.province)
    table = (GROUPS if kind == "groups" else MEMBERS) + "\n".join(row for row, _cell, _sentence in WRONG[kind])

    address = send(app, client, kind, table)
    page = client.get(address).text
    client.post(f"{address}/application")
    work(app)

    with app.app_context():
        found = db.session.scalars(select(DirectoryImport.findings)).one()
    assert found is not None
    problems = dict(found["problems"])
    assert sorted(problems) == sorted(cell for _row, cell, _sentence in WRONG[kind])
    for _row, cell, sentence in WRONG[kind]:
        assert sentence in problems[cell], cell
        assert f">{cell}<" in page
    assert counts(app) == before


def test_a_table_that_cannot_be_read_is_refused_with_a_sentence(app: Flask, office: Office, sign_in: SignIn) -> None:
    merged = workbook([["Nama KIM", "Kecamatan"], ["KIM A", ""], ["KIM B", ""]], merged="A2:A3")
    client = sign_in(office.province)
    for content, name, sentence in (
        (merged, "a.xlsx", "digabung"),
        (bomb(), "bom.xlsx", "jauh lebih besar"),
        (b"Kolom;Lain\n1;2\n", "a.csv", "Baris judul tidak ditemukan"),
        (b"Nama KIM;Nama\nA;B\n", "a.csv", "ada dua kali"),
        (b"Nama KIM\n" + b"A\n" * 100_000, "a.csv", "melewati 70000 baris"),
    ):
        assert sentence in client.get(send(app, client, "groups", content, name)).text, sentence
    assert counts(app) == (0, 0)


def test_what_is_no_table_is_not_even_kept(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.province)
    for content in (b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"MZ\x90\x00\x03", b"PK\x03\x04 bukan zip"):
        sent = {"kind": "groups", "table": (BytesIO(content), "a.csv")}

        assert client.post("/manage/groups/imports", data=sent).status_code == 422, content
    with app.app_context():
        assert db.session.scalars(select(StoredFile)).all() == []


def test_the_encodings_of_spreadsheets_are_read(app: Flask, office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.province)
    for number, encoding in enumerate(("utf-8-sig", "utf-16", "cp1252")):
        store(app, client, "groups", f"Nama KIM,Kab/Kota\nKIM Café {number},Palangka Raya\n".encode(encoding))

    with app.app_context():
        names = select(Organization.name).where(Organization.kind == "kim").order_by(Organization.name)
        assert db.session.scalars(names).all() == ["KIM Café 0", "KIM Café 1", "KIM Café 2"]


def test_a_workbook_with_dates_and_a_title_above_is_read(app: Flask, office: Office, sign_in: SignIn) -> None:
    rows: list[list[object]] = [
        ["DAFTAR KIM"],
        [],
        ["No", "Nama KIM", "Kabupaten/Kota"],
        [1, "KIM A", "Palangka Raya"],
        [2, "KIM B", 62.71],
    ]

    store(app, sign_in(office.province), "groups", workbook(rows), "daftar.xlsx")

    assert counts(app) == (2, 0)


def test_an_office_imports_into_its_own_region(app: Flask, office: Office, sign_in: SignIn, stored: Stored) -> None:
    stored(
        lambda: make_group("KIM Jaar", region_code="62.13", district_code=None, village="Desa Jaar", village_code="")
    )
    client = sign_in(office.town)

    page = client.get(send(app, client, "groups", GROUPS)).text

    assert "di antara yang dikelola" in page and counts(app)[0] == 1


def test_what_changed_between_looking_and_writing_stops_it(
    app: Flask, office: Office, sign_in: SignIn, stored: Stored
) -> None:
    client = sign_in(office.province)
    group = stored(lambda: make_group("KIM Harati")).organization_id
    address = send(app, client, "members", MEMBERS)
    stored(lambda: make_member(db.session.get_one(GroupProfile, group), "Ramlan", role=MemberRole.CHAIR))

    client.post(f"{address}/application")
    work(app)

    assert "lebih dari satu ketua" in client.get(address).text
    assert counts(app) == (1, 1)


def test_a_failure_in_the_middle_leaves_no_half(
    app: Flask, office: Office, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(office.province)
    address = send(app, client, "groups", GROUPS)

    def break_off(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(working, "record", break_off)
    client.post(f"{address}/application")
    work(app)

    assert counts(app) == (0, 0)
    with app.app_context():
        assert db.session.scalars(select(DirectoryImport.applied_at)).all() == [None]


def test_others_find_no_import_and_send_none(app: Flask, office: Office, sign_in: SignIn) -> None:
    address = send(app, sign_in(office.province), "groups", GROUPS)

    for who in (office.town, office.viewer):
        client = sign_in(who)
        assert (client.get(address).status_code, client.post(f"{address}/application").status_code) == (404, 404)
    assert sign_in(office.viewer).get("/manage/groups/imports/new").status_code == 404
    assert (
        sign_in(office.viewer).post("/manage/groups/exports", data={"kind": "members", "format": "csv"}).status_code
        == 404
    )


def test_an_import_goes_with_its_file(app: Flask, office: Office, sign_in: SignIn, tmp_path: Path) -> None:
    client = sign_in(office.province)
    client.post(f"{send(app, client, 'groups', GROUPS)}/removal")
    send(app, client, "groups", GROUPS)

    with app.app_context():
        working.forget_old(at=now() + working.KEPT)
        db.session.commit()
        assert db.session.scalars(select(StoredFile)).all() == []
