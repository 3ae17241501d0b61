"""The demo, and bulk data for measuring."""

import json
from pathlib import Path

import click

from webapp import clock
from webapp.cli.application import application, commands
from webapp.database import db
from webapp.demo import bulk, loading, offices, removing


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
    app = application()
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
    app = application()
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
