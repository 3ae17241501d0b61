"""Copies of the sources, as somebody else would have them."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_SOURCES = ("instance", "node_modules", "bench", "docs", "tests", "build", "dist", "*.egg-info", "__pycache__", ".*")


def copy_sources(target: Path, *without: str) -> Path:
    """Copy the checkout, with what bin/assets built, to `target`; leave out names like `without`."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*NOT_SOURCES, *without))
    return target


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run to the end; what it says is kept, both streams as one."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={"PATH": "/usr/bin:/bin", "HOME": str(cwd), "LC_ALL": "C.UTF-8", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )


def build_wheel(sources: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """`pip wheel`, with the build tools that are installed and no network."""
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index")
    return run(*pip, "--wheel-dir", folder, sources, cwd=sources)
