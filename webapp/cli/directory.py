"""Data of the directory that is loaded by hand."""

from pathlib import Path

import click

from webapp import clock
from webapp.audit.acts import SYSTEM, Act, Subject
from webapp.audit.recording import record
from webapp.cli.application import application, commands
from webapp.database import db
from webapp.directory.importing_regions import import_regions


@commands.group()
def regions() -> None:
    """Provinces, kabupaten/kota and kecamatan."""


@regions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_from(file: Path) -> None:
    """Add the kabupaten/kota (and kecamatan) of other provinces from FILE (CSV or XLSX: Kode, Nama, Kode BPS)."""
    app = application()
    with app.app_context(), app.test_request_context():
        added, corrected = import_regions(file.read_bytes())
        act = Act("regions.imported", Subject("regions"), after={"new": added, "changed": corrected})
        record(act, by=SYSTEM, at=clock.now())
        db.session.commit()
    click.echo(f"{added} regions added, {corrected} corrected.")
