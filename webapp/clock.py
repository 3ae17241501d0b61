"""The one place that reads the time. Verbs take `at`; only views, commands and jobs call `now()`."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
