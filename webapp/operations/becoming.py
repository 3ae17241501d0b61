"""Turning the process of a command into the one that stays: the same process id, without what looking around took."""

import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from webapp.config import Settings

# glibc gives each thread a store of its own, up to eight a core, and returns little of them: two are as fast here.
FRUGAL = {"MALLOC_ARENA_MAX": "2"}


def become(module: str, settings: Settings, *arguments: str) -> NoReturn:
    """Run `module` in place of this program, at the address of `settings`; everything else is in the environment."""
    where: Mapping[str, str] = {
        "HOST": settings.host,
        "PORT": str(settings.port),
        "PUBLIC_URL": settings.public_url,
    }
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-P", "-m", module, *arguments]
    os.execve(sys.executable, command, {**FRUGAL, **os.environ, **where})  # noqa: S606
