"""Who may open the organizer's pages of scheduling."""

import pytest
from flask.testing import FlaskClient

from tests.events.offices import Office, SignIn, Stored
from tests.factories import make_user
from webapp.accounts.models import GrantRole


def test_people_land_on_their_own_events(office: Office, committee: FlaskClient) -> None:
    page = committee.get("/manage").text

    assert "Draf Contoh" in page
    assert "Kegiatan Contoh" in page


def test_a_stranger_sees_none_of_them(office: Office, sign_in: SignIn) -> None:
    page = sign_in(office.stranger).get("/manage").text

    assert "Contoh" not in page.replace("Kantor Contoh", "")
    assert "Susun kegiatan pertama" in page


def test_somebody_without_an_organization_is_told_so(stored: Stored, sign_in: SignIn) -> None:
    user_id = stored(lambda: make_user().id)

    assert "belum diberi kegiatan" in sign_in(user_id).get("/manage").text


def test_a_viewer_sees_the_list_but_no_way_to_schedule(office: Office, sign_in: SignIn) -> None:
    page = sign_in(office.people[GrantRole.VIEWER]).get("/manage").text

    assert "Kegiatan Contoh" in page
    assert "/manage/events/new" not in page


READS = ("/manage/events/{0}/edit", "/manage/events/{0}/postponement", "/manage/events/{0}/cancellation")
WRITES = (
    "/manage/events/{0}/edit",
    "/manage/events/{0}/publication",
    "/manage/events/{0}/postponement",
    "/manage/events/{0}/cancellation",
    "/manage/events/{0}/postponement/delete",
    "/manage/events/{0}/cancellation/delete",
    "/manage/events/{0}/delete",
)


@pytest.mark.parametrize("role", [GrantRole.VIEWER, GrantRole.DESK])
def test_only_the_committee_changes_anything(office: Office, sign_in: SignIn, role: GrantRole) -> None:
    client = sign_in(office.people[role])

    reads = {client.get(path.format(office.published)).status_code for path in READS}
    writes = {client.post(path.format(office.published)).status_code for path in WRITES}

    assert reads | writes == {404}
    assert client.get("/manage/events/new").status_code == 404


def test_a_stranger_finds_nothing(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.stranger)

    reads = {client.get(path.format(office.published)).status_code for path in (*READS, "/manage/events/{0}/preview")}
    writes = {client.post(path.format(office.draft)).status_code for path in WRITES}

    assert reads | writes == {404}


def test_somebody_who_is_not_signed_in_is_sent_to_the_door(office: Office, client: FlaskClient) -> None:
    answers = [client.get(path.format(office.published)) for path in READS]
    answers += [client.post(path.format(office.published)) for path in WRITES]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.location.startswith("/sign-in") for answer in answers)


def test_a_platform_admin_may_everything(office: Office, sign_in: SignIn) -> None:
    client = sign_in(office.platform_admin)

    assert client.get(f"/manage/events/{office.draft}/edit").status_code == 200
    assert "Kegiatan Contoh" in client.get("/manage").text


def test_what_is_no_event_is_a_missing_page(committee: FlaskClient) -> None:
    for slug in ("tidak-ada", "%00", "A%0aB", "x" * 500, "%ed%a0%80", "..%2f..%2fetc"):
        assert committee.get(f"/manage/events/{slug}/edit").status_code == 404, slug
