"""Built assets: hashed names, kept for ever, compressed as the browser likes, and nobody else's."""

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from webapp.web import assets


@pytest.fixture
def app() -> Flask:
    app = Flask(__name__, static_folder=None)
    app.config["SERVER_NAME"] = "gelar.test"
    assets.init_app(app)
    return app


def fetch(app: Flask, address: str, headers: dict[str, str] | None = None) -> TestResponse:
    """The whole answer, with its file closed."""
    return app.test_client().get(address, headers=headers, buffered=True)


def test_asset_has_the_hash_of_its_content_and_is_kept_for_a_year(app: Flask) -> None:
    with app.test_request_context():
        address = assets.asset("css/site.css")

    answer = fetch(app, address)

    assert re.fullmatch(r"/static/css/site-[0-9A-Z]{8}\.css", address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None), ("identity", None)],
)
def test_text_comes_in_the_encoding_that_the_browser_takes(app: Flask, accepted: str, encoding: str | None) -> None:
    name = assets.manifest()["css/site.css"]

    answer = fetch(app, f"/static/{name}", headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "Accept-Encoding" in answer.vary
    if encoding is None:
        assert answer.data == (assets.STATIC / name).read_bytes()


def test_encodings_have_tags_of_their_own_and_an_unchanged_file_is_not_sent_again(app: Flask) -> None:
    address = f"/static/{assets.manifest()['css/site.css']}"

    plain = fetch(app, address)
    packed = fetch(app, address, headers={"Accept-Encoding": "br"})
    again = fetch(app, address, headers={"Accept-Encoding": "br", "If-None-Match": packed.headers["ETag"]})

    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert (again.status_code, again.data) == (304, b"")


def test_decoder_of_the_scanner_is_served_by_us_as_wasm(app: Flask) -> None:
    answer = fetch(app, f"/static/{assets.manifest()['assets/zxing_reader.wasm']}")

    assert answer.headers["Content-Type"] == "application/wasm"


@pytest.mark.parametrize("filename", ["nothing.css", "../manifest.json", "..%2fmanifest.json", "css", "css/../../x"])
def test_what_is_not_built_is_not_served(app: Flask, filename: str) -> None:
    for accepted in ("", "br"):
        answer = fetch(app, f"/static/{filename}", headers={"Accept-Encoding": accepted})

        assert answer.status_code == 404


def test_missing_asset_says_what_to_run(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with app.test_request_context(), pytest.raises(assets.AssetMissing, match=r"no asset css/none\.css.*bin/assets"):
        assets.asset("css/none.css")

    monkeypatch.setattr(assets, "BUILT", tmp_path)
    with pytest.raises(assets.AssetMissing, match=r"not built\. Run bin/assets"):
        assets.manifest()


def test_styles_load_nothing_from_elsewhere() -> None:
    for path in assets.STATIC.rglob("*.css"):
        links = re.findall(r"url\([\"']?([^\"')]+)", path.read_text(encoding="utf-8"))

        assert all(link.startswith(("/static/", "data:", "#")) for link in links), (path.name, links)


def test_no_script_knows_an_address_of_somebody_else() -> None:
    scripts = [path for path in assets.STATIC.rglob("*.js") if b"jsdelivr" in path.read_bytes()]

    assert scripts == []
