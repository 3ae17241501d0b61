"""Where results lie until they are fetched or expire: one file a job, in a folder beside the uploads."""

import os
from datetime import timedelta
from pathlib import Path

from webapp.web.pages import settings

KEPT = timedelta(days=3)
"""How long a result waits: over a weekend."""


def path_of(ref: str) -> Path:
    return settings().files_dir / "work" / ref


def put(ref: str, content: bytes) -> int:
    """Store a result whole or not at all, for this user's eyes only; return its size in bytes."""
    target = path_of(ref)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = target.with_suffix(".part")
    aside.write_bytes(content)
    aside.chmod(0o600)
    os.replace(aside, target)
    return len(content)


def discard(ref: str) -> None:
    path_of(ref).unlink(missing_ok=True)
