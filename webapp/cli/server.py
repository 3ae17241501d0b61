"""Serving, working, and the database's schema."""

import click

from webapp import create_app, migrating
from webapp.cli.application import commands
from webapp.config import load_settings
from webapp.database import db
from webapp.directory import regions
from webapp.operations import certificates, serving


@commands.command()
@click.option(
    "--lan",
    is_flag=True,
    help="Serve over HTTPS to phones on the same network, with a certificate of our own.",
)
def serve(lan: bool) -> None:
    """Serve over HTTP until TERM or INT."""
    settings = load_settings()
    if lan:
        settings, certificate = certificates.for_lan(settings)
        click.echo(f"Buka {settings.public_url} di ponsel pada jaringan yang sama.")
        serving.serve(settings, certificate=certificate)
    else:
        serving.serve(settings)


@commands.command()
@click.option("--lan", is_flag=True, help="Beside `serve --lan`: mails name the address that phones use.")
def worker(lan: bool) -> None:
    """Deliver what was promised and forget what is over, until TERM or INT."""
    settings = load_settings()
    serving.work(certificates.for_lan(settings)[0] if lan else settings)


@commands.group("db")
def database() -> None:
    """The database's schema."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the schema of this program, and load the regions."""
    app = create_app()
    with app.app_context():
        migrating.upgrade(db.engine)
        regions.load_regions()
        db.session.commit()
    click.echo("The database is up to date.")
