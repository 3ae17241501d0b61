"""The `gelar` command: it parses, calls one function, commits, and says what it did."""

import json
import secrets
import sys
from pathlib import Path

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from webapp import clock, create_app, migrating
from webapp.accounts import queries as accounts
from webapp.accounts import signing_in
from webapp.accounts.api_tokens import issue_api_token
from webapp.accounts.models import GrantRole
from webapp.config import load_settings
from webapp.database import db
from webapp.demo import bulk, loading, offices, removing
from webapp.directory import queries as directory
from webapp.directory import regions
from webapp.errors import GelarError
from webapp.operations import backups, certificates, doctor, serving


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Gelar: activities, tickets, attendance."""


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


@commands.group()
def user() -> None:
    """Accounts of organizers."""


@user.command("create")
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as it is shown to colleagues.")
@click.option("--organization", help="Slug of the organization this person acts for.")
@click.option(
    "--role",
    type=click.Choice([role.value for role in GrantRole]),
    default="admin",
    show_default=True,
)
@click.option("--platform-admin", is_flag=True, help="May do everything everywhere.")
@click.option("--password", help="Asked for when left out; '-' makes one and prints it.")
def create_user(
    email: str,
    name: str,
    organization: str | None,
    role: str,
    platform_admin: bool,
    password: str | None,
) -> None:
    """Make an account that can sign in."""
    made, told = _chosen_password(password)
    with _application().app_context():
        person = signing_in.create_user(
            email=email,
            name=name,
            password=made,
            at=clock.now(),
            is_platform_admin=platform_admin,
        )
        if organization:
            office = db.session.scalar(directory.organization(organization))
            if office is None:
                raise click.ClickException(f"There is no organization {organization!r}.")
            signing_in.grant(person, organization_id=office.id, role=GrantRole(role))
        db.session.commit()
    click.echo(f"{email} can sign in.{told}")


@user.command("password")
@click.argument("email")
@click.option("--password", help="Asked for when left out; '-' makes one and prints it.")
def set_password(email: str, password: str | None) -> None:
    """Give an account a new password and end its sessions."""
    made, told = _chosen_password(password)
    with _application().app_context():
        person = db.session.scalar(accounts.by_email(email))
        if person is None:
            raise click.ClickException(f"There is no account {email!r}.")
        signing_in.set_password(person, made, at=clock.now())
        db.session.commit()
    click.echo(f"{email} signs in with the new password from now on.{told}")


def _chosen_password(given: str | None) -> tuple[str, str]:
    """The password, and what is to be printed of it: nothing, unless it was made here."""
    if given == "-":
        made = secrets.token_urlsafe(9)
        return made, f" Password: {made}"
    return given or click.prompt("Password", hide_input=True, confirmation_prompt=True), ""


@commands.group("api-token")
def api_token() -> None:
    """Keys of programs."""


@api_token.command("create")
@click.argument("organization")
@click.option("--name", required=True, help="What the program is, for people who read the list.")
@click.option("--role", type=click.Choice([role.value for role in GrantRole]), default="viewer", show_default=True)
def create_api_token(organization: str, name: str, role: str) -> None:
    """Let a program act for ORGANIZATION (its slug). The token is printed once."""
    with _application().app_context():
        office = db.session.scalar(directory.organization(organization))
        if office is None:
            raise click.ClickException(f"There is no organization {organization!r}.")
        token = issue_api_token(office.id, name=name, role=GrantRole(role), at=clock.now())
        db.session.commit()
    click.echo(token)


@commands.command()
def check() -> None:
    """Say what is wrong with the configuration and the database, in plain sentences."""
    findings = doctor.examine()
    for finding in findings:
        click.echo(f"{finding.mark} {finding.sentence}")
    if any(finding.is_wrong for finding in findings):
        sys.exit(1)


@commands.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def back_up(file: Path) -> None:
    """Write database, files and keys into FILE (.tar.gz) while the application runs."""
    backups.back_up(load_settings(), file.resolve(), at=clock.now())
    click.echo(f"{file} holds the database, the files and the keys. Keep it where only you can read it.")


@commands.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE into an empty installation; its outbox is held until it is released."""
    settings = load_settings()
    backups.restore(settings, file.resolve())
    click.echo("Restored. Messages are held: run 'gelar outbox release' when this copy is the one that sends.")


@commands.group()
def outbox() -> None:
    """Messages of a restored copy."""


@outbox.command("release")
def release_outbox() -> None:
    """Let this copy send what its backup had still promised."""
    with _application().app_context():
        count = backups.release_outbox()
        db.session.commit()
    click.echo(f"{count} messages will be sent from here.")


@commands.command()
@click.option(
    "--remove",
    is_flag=True,
    help="Take every sample out: a clean installation is left.",
)
@click.option("--refresh", is_flag=True, help="Load it anew, around today.")
@click.option("--sign-ins", is_flag=True, help="Only print the demo's sign-ins.")
def demo(remove: bool, refresh: bool, sign_ins: bool) -> None:
    """Load sample activities around today, unless they are loaded already."""
    app = _application()
    with app.app_context(), app.test_request_context():
        at = clock.now()
        if sign_ins:
            click.echo(_sign_ins())
        elif remove:
            click.echo(f"{removing.remove_samples(at=at)} sample activities are gone.")
        elif refresh:
            loading.refresh(at=at)
            click.echo("The sample activities stand around today again.")
        else:
            loading.load(at=at)
            click.echo("The sample activities are loaded.")
        db.session.commit()


def _sign_ins() -> str:
    lines = [f"  {email:<24} {offices.PASSWORD}   ({words})" for email, _name, _role, words in offices.SIGN_INS]
    return "\n".join(lines)


@commands.command("load-sample")
@click.option("--registrations", type=click.IntRange(0, 1_000_000), required=True)
@click.option(
    "--in-person",
    type=click.IntRange(0),
    help="Seats in person; registrations + 100 when left out.",
)
@click.option(
    "--online",
    type=click.IntRange(0),
    help="Seats online; registrations + 100 when left out.",
)
@click.option(
    "--events",
    type=click.IntRange(0, 100_000),
    default=0,
    help="Further events over the coming year.",
)
@click.option(
    "--codes-out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write one code a line.",
)
def load_sample(
    registrations: int,
    in_person: int | None,
    online: int | None,
    events: int,
    codes_out: Path | None,
) -> None:
    """Load many sample rows at once, for measuring. The last line is one JSON object."""
    app = _application()
    with app.app_context():
        try:
            loaded = bulk.load_sample(
                registrations,
                in_person=in_person,
                online=online,
                events=events,
                at=clock.now(),
            )
        except ValueError as wrong:
            raise click.ClickException(str(wrong)) from None
    if codes_out:
        codes_out.write_text("".join(f"{code}\n" for code in loaded.codes))
    click.echo(
        json.dumps(
            {
                "event": loaded.event,
                "session": loaded.session,
                "desk_token": loaded.desk_token,
                "api_token": loaded.api_token,
            }
        )
    )


def _application() -> Flask:
    """The application over a database of the right schema."""
    app = create_app()
    with app.app_context():
        migrating.refuse_unless_current(db.engine)
    return app


def main() -> None:
    """Run a command; what goes wrong on purpose is one sentence and exit status 1."""
    try:
        commands()
    except GelarError as wrong:
        click.echo(f"gelar: {wrong}", err=True)
        sys.exit(1)
    except SQLAlchemyError as wrong:
        click.echo(f"gelar: {doctor.in_plain_words(wrong)}", err=True)
        sys.exit(1)
