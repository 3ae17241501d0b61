"""Accounts of people and keys of programs."""

import secrets

import click

from webapp import clock
from webapp.accounts import queries as accounts
from webapp.accounts import signing_in
from webapp.accounts.api_tokens import issue_api_token
from webapp.accounts.models import GrantRole, User
from webapp.accounts.noting import note
from webapp.audit.acts import SYSTEM, Act, Subject
from webapp.audit.recording import record
from webapp.cli.application import application, commands
from webapp.database import db
from webapp.directory import queries as directory


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
    with application().app_context():
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
            note("grant.given", person, organization_id=office.id, after={"role": role})
        note("account.made", person, after={"is_platform_admin": platform_admin})
        db.session.commit()
    click.echo(f"{email} can sign in.{told}")


@user.command("password")
@click.argument("email")
@click.option("--password", help="Asked for when left out; '-' makes one and prints it.")
def set_password(email: str, password: str | None) -> None:
    """Give an account a new password and end its sessions."""
    made, told = _chosen_password(password)
    with application().app_context():
        person = _account(email)
        signing_in.set_password(person, made, at=clock.now())
        note("account.password_set", person)
        db.session.commit()
    click.echo(f"{email} signs in with the new password from now on.{told}")


@user.command("disable")
@click.argument("login")
def disable_user(login: str) -> None:
    """Close an account, by address or telephone: it is signed out everywhere at once and keeps its roles for later."""
    with application().app_context():
        person = _account(login)
        signing_in.disable(person, at=clock.now())
        note("account.disabled", person)
        db.session.commit()
    click.echo(f"{login} can no longer sign in.")


@user.command("enable")
@click.argument("login")
def enable_user(login: str) -> None:
    """Open a closed account again."""
    with application().app_context():
        person = _account(login)
        person.disabled_at = None
        note("account.enabled", person)
        db.session.commit()
    click.echo(f"{login} can sign in again.")


def _account(login: str) -> User:
    person = db.session.scalar(accounts.by_login(login))
    if person is None:
        raise click.ClickException(f"There is no account {login!r}.")
    return person


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
    with application().app_context():
        office = db.session.scalar(directory.organization(organization))
        if office is None:
            raise click.ClickException(f"There is no organization {organization!r}.")
        token = issue_api_token(office.id, name=name, role=GrantRole(role), at=clock.now())
        subject = Subject("organization", office.id, office.name)
        act = Act("api_token.issued", subject, office.id, after={"name": name, "role": role})
        record(act, by=SYSTEM, at=clock.now())
        db.session.commit()
    click.echo(token)
