"""KIM are looked after by themselves and by the office of their region; forums by nobody but their own people."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select

from tests.counting import count_queries, engine_of
from tests.directory.groups import make_group, make_member
from tests.factories import make_organization, make_user
from webapp.accounts.models import Grant, GrantRole
from webapp.audit.models import AuditEntry
from webapp.database import db
from webapp.directory.groups.models import ForumMembership, GroupProfile, Member, MemberRole
from webapp.directory.models import Logo, Organization, OrganizationKind

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]

FORM = {
    "name": "KIM Baru",
    "district_code": "62.71.04",
    "village": "Kelurahan Kereng Bangkirai",
    "village_code": "62.71.04.1003",
    "status": "active",
    "decree_number": "01/KEL/V/2024",
    "decree_date": "2024-05-13",
    "contact_phone": "0812 5012 3456",
}
MEMBER = {"name": "Yuliana", "role": "chair", "gender": "P", "age_group": "31_45", "occupation": "guru"}


class People:
    """The office of Palangka Raya, of the province, of Barito Timur, a KIM's own chair; two KIM and a forum."""

    def __init__(self) -> None:
        group = make_group("KIM Harati", slug="kim-harati")
        make_member(group, "Canary Anggota")
        make_group("KIM Jaar", slug="kim-jaar", region_code="62.13", district_code=None, village_code="")
        forum = make_organization(kind=OrganizationKind.FORUM, slug="forum-kahayan", name="Forum Kahayan")
        self.town = self._admin(region_code="62.71")
        self.district = self._admin(region_code="62.71.04")
        self.province = self._admin()
        self.elsewhere = self._admin(region_code="62.13")
        self.committee = self._admin(GrantRole.COMMITTEE, region_code="62.71")
        self.viewer = self._admin(GrantRole.VIEWER, region_code="62.71")
        self.chair = make_user(group.organization, GrantRole.ADMIN).id
        self.forum = make_user(forum, GrantRole.ADMIN).id
        self.platform = make_user(is_platform_admin=True).id

    @staticmethod
    def _admin(role: GrantRole = GrantRole.ADMIN, **office: Any) -> int:
        return make_user(make_organization(**office), role).id


@pytest.fixture
def people(stored: Stored) -> People:
    made: People = stored(People)
    return made


def acts(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)))


def test_the_offices_of_the_sample_look_after_no_real_group(people: People, stored: Stored, sign_in: SignIn) -> None:
    """Anybody signs in there with one press, also where real groups stand beside the sample."""

    def sample() -> int:
        make_group("KIM Contoh", slug="kim-contoh").organization.is_sample = True
        return make_user(make_organization(is_sample=True), GrantRole.ADMIN).id

    client = sign_in(stored(sample))

    assert client.get("/manage/groups/kim-contoh").status_code == 200
    assert client.get("/manage/groups/kim-harati").status_code == 404
    assert client.get("/manage/organization/kim-harati/team").status_code == 404
    assert "KIM Harati" not in client.get("/manage/groups").text


def test_who_may(people: People, sign_in: SignIn) -> None:
    paths = ("groups/kim-harati", "groups/kim-harati/edit", "groups/new", "forums/forum-kahayan")
    expected = {
        "town": (200, 200, 200, 404),
        "district": (200, 200, 200, 404),
        "province": (200, 200, 200, 404),
        "chair": (200, 200, 404, 404),
        "committee": (200, 404, 404, 404),
        "platform": (200, 200, 200, 200),
        "elsewhere": (404, 404, 200, 404),
        "viewer": (404, 404, 404, 404),
        "forum": (404, 404, 404, 200),
    }

    found = {
        who: tuple(sign_in(getattr(people, who)).get(f"/manage/{path}").status_code for path in paths)
        for who in expected
    }

    assert found == expected


def test_the_list_holds_what_one_looks_after(people: People, sign_in: SignIn) -> None:
    shown = {}
    for who in ("town", "province", "chair", "elsewhere", "viewer", "forum"):
        page = sign_in(getattr(people, who)).get("/manage/groups").text
        shown[who] = ("KIM Harati" in page, "KIM Jaar" in page)

    assert "/manage/groups/imports/new" in sign_in(people.town).get("/manage/groups").text
    assert shown == {
        "town": (True, False),
        "province": (True, True),
        "chair": (True, False),
        "elsewhere": (False, True),
        "viewer": (False, False),
        "forum": (False, False),
    }


def test_an_office_of_the_province_needs_no_more_than_a_name(people: People, sign_in: SignIn) -> None:
    sent = {"name": "KIM Tanpa Tempat", "status": "starting"}

    answers = [sign_in(who).post("/manage/groups", data=sent) for who in (people.town, people.province)]

    assert [answer.status_code for answer in answers] == [422, 302]
    assert sign_in(people.province).get(answers[1].location).status_code == 200


def test_a_group_is_written_down_and_put_right(app: Flask, people: People, sign_in: SignIn) -> None:
    client = sign_in(people.town)

    client.post("/manage/groups", data=FORM)
    answer = client.post("/manage/groups/kim-baru/edit", data={**FORM, "status": "inactive", "decree_number": "02"})

    with app.app_context():
        profile = db.session.scalars(
            select(GroupProfile).join(Organization).where(Organization.slug == "kim-baru")
        ).one()
        organization = db.session.get_one(Organization, profile.organization_id)
        assert (profile.decree_number, profile.status.value, organization.region_code) == ("02", "inactive", "62.71")
        assert organization.contact_phone == "+6281250123456"
    assert (answer.status_code, acts(app)) == (302, ["group.founded", "group.revised"])


def test_a_bad_field_brings_the_page_again(app: Flask, people: People, sign_in: SignIn) -> None:
    client = sign_in(people.town)
    for field, value, sentence in (
        ("name", "", "Tuliskan nama KIM-nya."),
        ("name", "A\x00", "tidak dapat dibaca"),
        ("decree_date", "2099-01-01", "belum tiba"),
        ("decree_date", "besok", "tanggal"),
        ("decree_number", "", "Tuliskan nomor SK-nya"),
        ("village_code", "62.71", "empat bagian"),
        ("village_code", "62.71.02.1001", "tidak termasuk kecamatan"),
        ("district_code", "62.13.01", "di luar wilayah kantor"),
        ("region_code", "62.13", "tidak termasuk kabupaten/kota"),
        ("kim_id_url", "javascript:alert(1)", "alamat lengkap"),
        ("kim_id_url", "http://[", "alamat lengkap"),
        ("contact_phone", "0812", "belum dapat dibaca"),
    ):
        answer = client.post("/manage/groups", data={**FORM, field: value})

        assert answer.status_code == 422, (field, value)
        assert sentence in answer.text, (field, value)
    assert acts(app) == []


def test_the_decree_is_kept_and_what_is_no_decree_is_refused(people: People, sign_in: SignIn) -> None:
    client = sign_in(people.town)

    def send(content: bytes, name: str) -> int:
        data = {**FORM, "name": "KIM Harati", "decree_file": (BytesIO(content), name)}
        return client.post("/manage/groups/kim-harati/edit", data=data).status_code

    assert [send(b"MZ\x90\x00", "sk.pdf"), send(b"\x89PNG\r\n\x1a\nrusak", "sk.png"), send(b"", "sk.pdf")] == [
        422,
        422,
        422,
    ]
    assert client.get("/manage/groups/kim-harati/decree").status_code == 404
    assert send(b"%PDF-1.7 isi", "SK KIM.pdf") == 302
    with client.get("/manage/groups/kim-harati/decree") as kept:
        assert kept.data == b"%PDF-1.7 isi"
    assert client.get("/kim/kim-harati/decree").status_code == 404


def test_members_come_change_and_go_without_their_names_in_the_log(app: Flask, people: People, sign_in: SignIn) -> None:
    client, path = sign_in(people.chair), "/manage/groups/kim-harati/members"

    client.post(path, data=MEMBER)
    with app.app_context():
        member = db.session.scalars(select(Member).where(Member.name == "Yuliana")).one().id
    second = client.post(path, data={**MEMBER, "name": "Ramlan"})
    again = client.post(path, data={**MEMBER, "role": "member"})
    client.post(f"{path}/{member}", data={**MEMBER, "role": "section", "section": "Bidang Penyebaran Informasi"})

    assert (second.status_code, "sudah memiliki ketua" in second.text) == (422, True)
    assert (again.status_code, "isi pembedanya" in again.text) == (422, True)
    with app.app_context():
        assert db.session.get_one(Member, member).role is MemberRole.SECTION
    client.post(f"{path}/{member}/removal")
    with app.app_context():
        assert db.session.get(Member, member) is None
        entries = db.session.scalars(select(AuditEntry)).all()
        assert [one.act for one in entries] == ["member.added", "member.revised", "member.removed"]
        assert "Yuliana" not in str([(one.before, one.after, one.subject_label) for one in entries])


def test_a_member_of_another_group_is_a_missing_page(app: Flask, people: People, sign_in: SignIn) -> None:
    with app.app_context():
        member = db.session.scalars(select(Member.id)).one()

    for path in (f"kim-jaar/members/{member}", "kim-jaar/members/99999999999999", f"kim-jaar/members/{member}/removal"):
        assert sign_in(people.elsewhere).post(f"/manage/groups/{path}", data=MEMBER).status_code in (404, 405)


def test_looking_at_members_is_written_down(app: Flask, people: People, sign_in: SignIn) -> None:
    page = sign_in(people.committee).get("/manage/groups/kim-harati").text

    assert "Canary Anggota" in page
    assert acts(app) == ["members.read"]


def test_a_forum_takes_kim_in_and_lets_them_go(app: Flask, people: People, sign_in: SignIn) -> None:
    client = sign_in(people.forum)

    joined = client.post("/manage/forums/forum-kahayan/members", data={"name": "kim harati"})
    unknown = client.post("/manage/forums/forum-kahayan/members", data={"name": "KIM Lain"})
    with app.app_context():
        count = len(db.session.scalars(select(ForumMembership)).all())
    client.post("/manage/forums/forum-kahayan/members/kim-harati/removal")

    assert (joined.status_code, unknown.status_code, count) == (302, 422, 1)
    assert acts(app) == ["forum.joined", "forum.left"]


def test_who_writes_a_forum_down_looks_after_it(app: Flask, people: People, sign_in: SignIn) -> None:
    client = sign_in(people.town)

    answer = client.post("/manage/forums", data={"kind": "forum", "name": "Forum Baru"})

    assert client.get(answer.location).status_code == 200
    with app.app_context():
        grants = select(Grant.role).join(Organization, Organization.id == Grant.organization_id)
        assert db.session.scalars(grants.where(Organization.name == "Forum Baru")).all() == [GrantRole.ADMIN]
    assert sign_in(people.elsewhere).get(answer.location).status_code == 404


def picture() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, "PNG")
    out.seek(0)
    return out


def test_a_logo_is_drawn_anew_shown_and_taken_away(app: Flask, people: People, sign_in: SignIn) -> None:
    client, path = sign_in(people.chair), "/manage/organization/kim-harati"
    data = {
        "name": "KIM Harati",
        "tzid": "Asia/Jakarta",
        "region_code": "62.71",
    }

    wrong = client.post(path, data={**data, "logo": (BytesIO(b"<svg onload=alert(1)>"), "logo.png")})
    right = client.post(path, data={**data, "logo": (picture(), "logo.png")})
    with client.get("/kim/kim-harati/logo") as answer:
        shown = answer.data
    client.post(path, data={**data, "removes_logo": "y"})

    assert (wrong.status_code, "bukan gambar" in wrong.text, right.status_code) == (422, True, 302)
    assert Image.open(BytesIO(shown)).size == (600, 400)
    assert client.get("/kim/kim-harati/logo").status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Logo)).all() == []


def add_groups(count: int) -> None:
    for number in range(count):
        make_member(make_group(f"KIM {number}"), "Dehen")


def test_the_list_costs_the_same_for_one_and_for_many(
    app: Flask, people: People, sign_in: SignIn, stored: Stored
) -> None:
    client, counts = sign_in(people.province), []
    for more in (0, 6):
        stored(partial(add_groups, more))
        with count_queries(engine_of(app)) as counted:
            assert client.get("/manage/groups").status_code == 200
        counts.append(len(counted))

    assert counts[0] == counts[1], counted
