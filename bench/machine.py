"""On what it was measured: processor, system, versions, and how busy the machine was."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    python = f"Python {platform.python_version()}, granian {version('granian')}, SQLite {sqlite3.sqlite_version}"
    cores = len(os.sched_getaffinity(0))
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {_processor()}, {cores} cores · {python} · load average {load()}"


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
