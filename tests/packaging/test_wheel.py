"""The wheel carries everything that a page, a document and a language need, or is not built at all."""

import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.packaging.trees import build_wheel, copy_sources, run

VISIT = """
import re, sys
from webapp import create_app
from webapp.documents import rendering
import webapp
assert webapp.__file__.startswith(sys.prefix), webapp.__file__
client = create_app().test_client()
assert client.get("/healthz").status_code == 200
page = client.get("/events", headers={"Accept-Language": "en"})
assert page.status_code == 200, page.status
assert b'lang="en"' in page.data
assert b"Skip to content" in page.data
style = re.search(r'rel="stylesheet" href="([^"]+)"', page.text)[1]
answer = client.get(style)
assert answer.status_code == 200, style
assert "immutable" in answer.headers["Cache-Control"]
assert sorted(rendering.fonts_dir().glob("*.ttf"))
assert sorted(rendering.templates_dir().glob("*.typ"))
print("served")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = build_wheel(copy_sources(folder / "sources"), folder)
    assert built.returncode == 0, built.stdout
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """An environment with the wheel, and with this one's packages behind it; the checkout is not among them."""
    environment = wheel.parent / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=wheel.parent)
    python = environment / "bin/python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    neighbours = environment / "lib" / version / "site-packages/neighbours.pth"
    neighbours.write_text(sysconfig.get_path("purelib") + "\n")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index")
    done = run(*pip, "--force-reinstall", wheel, cwd=wheel.parent)
    assert done.returncode == 0, done.stdout
    return environment


def test_wheel_serves_pages_and_styles_from_any_folder(installed: Path, tmp_path: Path) -> None:
    upgraded = run(installed / "bin/gelar", "db", "upgrade", cwd=tmp_path)
    assert upgraded.returncode == 0, upgraded.stdout

    visited = run(installed / "bin/python", "-c", VISIT, cwd=tmp_path)

    assert (visited.returncode, visited.stdout.strip()) == (0, "served"), visited.stdout


def test_wheel_carries_no_sources_of_assets_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert not [name for name in names if name.startswith(("tests/", "webapp/assets/css", "webapp/assets/js"))]
    assert not [name for name in names if name.endswith((".pyc", ".db", ".pem"))]


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [("built", "the assets are not built"), ("*.mo", "the translations are not compiled")],
)
def test_wheel_without_what_bin_assets_makes_is_refused_in_one_sentence(
    tmp_path: Path, left_out: str, sentence: str
) -> None:
    sources = copy_sources(tmp_path / "sources", left_out)

    refused = build_wheel(sources, tmp_path)

    assert refused.returncode != 0
    assert f"Gelar cannot be packaged: {sentence}. Run bin/assets first." in refused.stdout
    assert not list(tmp_path.glob("*.whl"))
