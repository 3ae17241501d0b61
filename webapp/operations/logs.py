"""Structured logs, one JSON object a line, with codes, tokens and contacts masked."""

import json
import logging
import logging.config
import re
from datetime import UTC, datetime
from typing import Any

# Whatever could open a door or name a person. Order matters: addresses before bare codes.
_MASKS = [
    (re.compile(r"(/(?:T|t)/)[A-Za-z2-7]{6,}"), r"\1***"),
    (
        re.compile(
            r"(/(?:calendars|certificates|consultations|desk/pairing|desk|groups|invitations|join|my-data/link|news|password-reset"
            r"|registrations|setup|summaries)/)(?!api\b)[A-Za-z0-9_-]{8,}"
        ),
        r"\1***",
    ),
    (
        re.compile(r"(?i)(bearer\s+|[?&]key=|token[\"'=: ]+|password[\"'=: ]+|secret[\"'=: ]+)[^\s\"',;&]{4,}"),
        r"\1***",
    ),
    (re.compile(r"\b[A-Z2-7]{26}\b"), "***"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "***@***"),
    (re.compile(r"(?<!\d)(?:\+62|62|0)8\d{2}[\d -]{5,11}\d"), "08**"),
    (re.compile(r"(://[^:/\s]+:)[^@/\s]+@"), r"\1***@"),
]


_OBEYED = re.compile("[\x7f-\x9f\u2028\u2029]")

# What is longer is cut: the masks look at every place of a line, and nobody reads so much of it.
LONGEST = 8_000  # characters


def masked(text: str) -> str:
    """`text` without ticket codes, tokens, passwords, mail addresses and phone numbers, at most LONGEST characters."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} […] {text[-LONGEST // 2 :]}"
    for pattern, shown in _MASKS:
        text = pattern.sub(shown, text)
    return text


class JsonLines(logging.Formatter):
    """A record as one line of JSON: json escapes line ends, so a name cannot forge a line.

    What json leaves but a terminal obeys, or another reader takes for a line end, is escaped here (ASVS 16.4.1).
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            line["exception"] = masked(self.formatException(record.exc_info))
        return _OBEYED.sub(lambda mark: f"\\u{ord(mark[0]):04x}", json.dumps(line, ensure_ascii=False))


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "webapp.operations.logs.JsonLines"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {
        "_granian": {"level": "WARNING", "handlers": ["stderr"], "propagate": False},
        "granian.access": {
            "level": "WARNING",
            "handlers": ["stderr"],
            "propagate": False,
        },
        "huey": {"level": "WARNING"},
        "alembic": {"level": "WARNING"},
    },
}


def set_up() -> None:
    logging.config.dictConfig(CONFIG)
