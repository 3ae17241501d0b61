"""Built CSS, JavaScript, typefaces and pictures: their hashed addresses, and serving them for ever."""

import json
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, send_from_directory, url_for

from webapp.web.access import public

BUILT = Path(__file__).parents[1] / "built"
STATIC = BUILT / "static"
FONTS = BUILT / "fonts"  # TTF files for documents
YEAR = 31_536_000  # seconds

# Named here, since the tables of an operating system may know .js as text/plain and .wasm not at all.
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # smallest first


class AssetMissing(LookupError):
    """A page names an asset that is not built."""


def init_app(app: Flask) -> None:
    """Serve /static/ and give templates `asset('css/site.css')`."""
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=serve)
    app.add_template_global(asset)


def asset(name: str) -> str:
    """Address of the built file of `name`, a path below webapp/assets, for example "css/site.css".

    Raises AssetMissing when nothing is built, or nothing of that name.
    """
    return url_for("static", filename=_built_name(name))


def content(name: str) -> bytes:
    """The built file itself, for what is written into a page or a document. Raises AssetMissing like `asset`."""
    return (STATIC / _built_name(name)).read_bytes()


def manifest() -> dict[str, str]:
    """Every built file: its source's name and the name with its hash. Raises AssetMissing when nothing is built."""
    path = BUILT / "manifest.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise AssetMissing("The assets are not built. Run bin/assets.") from None


@public
def serve(filename: str) -> Response:
    """One built file, compressed as the browser likes it. Its name holds its hash, so it never changes."""
    encoding = _encoding_of(filename)
    stored = filename + ENCODINGS.get(encoding, "")
    response = send_from_directory(STATIC, stored, mimetype=TYPES.get(Path(filename).suffix), max_age=YEAR)
    response.cache_control.no_cache = None
    response.cache_control.public = True
    response.cache_control.immutable = True
    if encoding:
        response.content_encoding = encoding
    if any((STATIC / (filename + suffix)).is_file() for suffix in ENCODINGS.values()):
        response.vary.add("Accept-Encoding")
    return response


def _built_name(name: str) -> str:
    try:
        return manifest()[name]
    except KeyError:
        raise AssetMissing(f"There is no asset {name}. Add it to webapp/assets and run bin/assets.") from None


def _encoding_of(filename: str) -> str:
    """The first encoding that the browser takes and that lies beside the file; empty when none does."""
    taken = (name for name in ENCODINGS if request.accept_encodings.quality(name) > 0)
    beside = (name for name in taken if (STATIC / (filename + ENCODINGS[name])).is_file())
    return "" if ".." in filename else next(beside, "")


@lru_cache(maxsize=1)
def _read(path: Path, changed_at: int) -> dict[str, str]:  # noqa: ARG001  # a newer build is read again
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names
