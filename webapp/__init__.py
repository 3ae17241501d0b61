"""Gelar: hybrid activities for community-information groups, from the invitation to the signed attendance list."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Make the application from `settings` (default: the environment).

    Raises ConfigurationError, before anything is opened, when a setting is wrong.
    """
    # Imported when it is asked for: the process that only watches over the servers stays a fifth of their size.
    from webapp.factory import make_app

    return make_app(settings)
