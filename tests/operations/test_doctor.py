"""`gelar check` finds what is wrong and names the mend."""

from pathlib import Path

from webapp import create_app, migrating
from webapp.config import load_settings
from webapp.database import db
from webapp.operations.doctor import examine


def sentences(**environ: str) -> list[str]:
    return [f"{finding.grade}: {finding.sentence}" for finding in examine(environ)]


def test_a_wrong_setting_is_the_only_finding(tmp_path: Path) -> None:
    found = sentences(INSTANCE_PATH=str(tmp_path), PORT="many")

    assert found == ["wrong: PORT is 'many': write a whole number from 1 to 65535."]


def test_an_empty_database_is_told_how_to_be_filled(tmp_path: Path) -> None:
    assert "wrong: The database is empty. Run: gelar db upgrade" in sentences(INSTANCE_PATH=str(tmp_path))


def test_a_mail_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = sentences(INSTANCE_PATH=str(tmp_path), SMTP_URL="smtp://127.0.0.1:1")

    assert any(line.startswith("wrong: SMTP_URL") for line in found)


def test_a_password_is_never_repeated(tmp_path: Path) -> None:
    found = sentences(INSTANCE_PATH=str(tmp_path), SMTP_URL="ftp://gelar:rahasia@mail")

    assert "rahasia" not in " ".join(found)


def test_a_sound_installation_has_nothing_wrong(tmp_path: Path) -> None:
    environ = {"INSTANCE_PATH": str(tmp_path), "PUBLIC_URL": "https://kegiatan.example.go.id"}
    app = create_app(load_settings(environ))
    with app.app_context():
        migrating.upgrade(db.engine)
        db.engine.dispose()

    assert not [finding for finding in examine(environ) if finding.is_wrong]
