"""A member of a KIM who never registered: once taken out they are nowhere, and no old backup brings them back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attendance.pages import coming, managing_path, registered_ticket
from tests.directory.groups import make_group, make_member
from tests.factories import make_user
from tests.operations.places import an_empty_place, use_postgres_programs
from tests.privacy import looking
from webapp import clock, create_app
from webapp.accounts.models import GrantRole
from webapp.database import db
from webapp.directory.groups.models import Member
from webapp.directory.importing import exporting
from webapp.directory.importing.models import DirectoryImport, ImportKind
from webapp.files.storing import store_data
from webapp.operations import backups
from webapp.privacy.erasing import ledger
from webapp.privacy.erasing.models import Erasure, Wish
from webapp.work import asking as working
from webapp.work import running

Stored = Callable[[Callable[[], Any]], Any]
SignIn = Callable[[int], FlaskClient]
NAME, OTHER, GROUP = "Jelawat Kenari", "Rusdi", "KIM Harati Kereng"


@pytest.fixture(autouse=True)
def postgres_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    use_postgres_programs(monkeypatch)


@pytest.fixture
def group(stored: Stored) -> dict[str, Any]:
    """Two members, a table on its way in, and an export that names both."""

    def made() -> dict[str, Any]:
        at, group = clock.now(), make_group(GROUP, slug="kim-harati")
        named = make_member(group, NAME, gender="P")
        make_member(group, OTHER, gender="L")
        chair = make_user(group.organization, GrantRole.ADMIN).id
        table = store_data(f"KIM,Nama\n{GROUP},{NAME}\n".encode(), "anggota.csv", at=at)
        facts = {"kind": ImportKind.MEMBERS, "owner_id": chair, "findings": {}, "created_at": at}
        db.session.add(DirectoryImport(ref="a" * 16, file=table, **facts))
        order = working.Order(kind=exporting.KIND, title="Anggota", arguments={"kind": "members", "format": "csv"})
        working.ask(order, owner_id=chair, at=at)
        return {"chair": chair, "path": f"/manage/groups/kim-harati/members/{named.id}", "id": group.organization_id}

    found: dict[str, Any] = stored(made)
    return found


def names_after_restoring(app: Flask, folder: Path, backup: Path) -> tuple[list[str], str]:
    """The members of an older backup, restored beside the ledger of this place; and everything else there."""
    place = an_empty_place(app, folder / "elsewhere")
    ledger.bring_along(place, ledger.path_of(looking.settings_of(app)))
    backups.restore(place, backup)
    again = create_app(place)
    with again.app_context():
        told = looking.tables(again) + looking.files(again)
        members = list(db.session.scalars(select(Member.name).order_by(Member.id)))
        db.session.remove()
        db.engine.dispose()
    return members, told


def test_who_was_taken_out_is_nowhere_and_stays_out_of_a_restored_backup(
    app: Flask, group: dict[str, Any], sign_in: SignIn, tmp_path: Path
) -> None:
    with app.test_request_context():
        assert running.run_due() == 1
    backups.back_up(looking.settings_of(app), tmp_path / "before.tar.gz", at=clock.now())
    before = (looking.tables(app), looking.files(app), looking.backup(tmp_path / "before.tar.gz"))

    answer = sign_in(group["chair"]).post(f"{group['path']}/removal")
    backups.back_up(looking.settings_of(app), tmp_path / "after.tar.gz", at=clock.now())
    members, told = names_after_restoring(app, tmp_path, tmp_path / "before.tar.gz")

    assert all(NAME in one for one in before)
    assert answer.status_code == 302
    for kept in (looking.tables(app), looking.files(app), looking.backup(tmp_path / "after.tar.gz"), told):
        assert NAME not in kept
    assert members == [OTHER]


def test_who_registered_after_the_backup_does_not_come_back_as_a_member(
    app: Flask, stored: Stored, client: FlaskClient, group: dict[str, Any], tmp_path: Path
) -> None:
    backups.back_up(looking.settings_of(app), tmp_path / "before.tar.gz", at=clock.now())
    slug = stored(lambda: coming().slug)
    ticket = registered_ticket(client, slug, name=NAME, phone="0812 5012 3456", affiliation=GROUP)

    client.post(f"{managing_path(client.get(ticket))}/data/erasure")
    members, told = names_after_restoring(app, tmp_path, tmp_path / "before.tar.gz")

    assert NAME not in told
    assert members == ["(dihapus)", OTHER]  # as many as before: a group does not shrink by an erasure


def test_a_freed_number_is_nobody_elses_erasure(app: Flask, stored: Stored, group: dict[str, Any]) -> None:
    """SQLite gives the id of a deleted row again; the ledger names a person, not a number."""
    settings = looking.settings_of(app)

    def replaced() -> int:
        ref = db.session.scalars(select(Member.ref).where(Member.name == NAME)).one()
        ledger.write(settings, Erasure(member_ref=ref, wish=Wish.TAKEN_OUT, erased_at=clock.now()))
        old = db.session.scalars(select(Member).where(Member.ref == ref)).one()
        number, organization_id = old.id, old.organization_id
        db.session.delete(old)
        db.session.flush()
        db.session.add(Member(id=number, organization_id=organization_id, name="Baru", folded_name="baru"))
        return ledger.apply_again(settings)

    assert stored(replaced) == 0


def test_only_their_own_people_take_a_member_out(stored: Stored, group: dict[str, Any], sign_in: SignIn) -> None:
    stranger = stored(lambda: make_user(make_group("KIM Lain").organization, GrantRole.ADMIN).id)

    assert sign_in(stranger).post(f"{group['path']}/removal").status_code == 404
    assert sign_in(group["chair"]).post(f"{group['path']}999999999999/removal").status_code == 404
