"""Poster, point on the map, flyer and card: as the committee sets them and as others see them."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zlib import crc32

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.events.offices import Office, SignIn, stored_event
from tests.interop.lint import lint, parsed
from webapp.accounts.models import GrantRole
from webapp.audit.models import AuditEntry
from webapp.clock import now
from webapp.database import db
from webapp.documents.flyers import Notice
from webapp.events.changing import calendar_changed
from webapp.events.models import EventStatus, Visibility
from webapp.events.publicity import points
from webapp.events.publicity.points import Point
from webapp.files.models import StoredFile

Stored = Callable[[Callable[[], Any]], Any]
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def picture(width: int = 1600, height: int = 2000, kind: str = "JPEG") -> bytes:
    """A picture that says where it was taken."""
    file, drawn = BytesIO(), Image.new("RGB", (width, height), "#0B5563")
    exif, words = Image.Exif(), PngInfo()
    exif[0x010E], exif[0x8825] = "di rumah Ibu Contoh", {1: "S", 2: (2.0, 12.0, 0.0)}
    words.add_text("Comment", "di rumah Ibu Contoh")
    drawn.save(file, kind, exif=exif, **({"pnginfo": words} if kind == "PNG" else {}))
    return file.getvalue()


def send(client: FlaskClient, slug: str, content: bytes | None, words: str = "", name: str = "poster.jpg") -> Any:
    form: dict[str, Any] = {"words": words}
    if content is not None:
        form["picture"] = (BytesIO(content), name)
    return client.post(f"/manage/events/{slug}/publicity/poster", data=form, content_type="multipart/form-data")


def change(stored: Stored, slug: str, **values: Any) -> None:
    def act() -> None:
        event = stored_event(slug)
        for name, value in values.items():
            setattr(event, name, value)
        calendar_changed(now())

    stored(act)


def entry(client: FlaskClient, slug: str) -> Any:
    body = client.get(f"/events/{slug}.ics").data
    assert lint(body) == []
    return parsed(body).inside("VEVENT")[0]


def test_a_poster_stands_on_the_page_and_in_the_calendar(
    client: FlaskClient, committee: FlaskClient, office: Office
) -> None:
    assert send(committee, office.published, picture(), "Dua orang di tikar").status_code == 303

    page, event = client.get(f"/events/{office.published}").text, entry(client, office.published)
    path = re.search(r'<img src="(/events/[^"]+/poster\?v=[0-9a-f]{8})" width="1024" height="1280"', page)
    assert path
    assert 'alt="Dua orang di tikar"' in page
    (image,) = event.all("IMAGE")
    assert image.value == f"http://gelar.test{path[1]}"
    assert image.params == {"VALUE": "URI", "DISPLAY": "FULLSIZE", "FMTTYPE": "image/jpeg"}
    shown = client.get(path[1], buffered=True)
    assert (shown.mimetype, Image.open(BytesIO(shown.data)).size) == ("image/jpeg", (1024, 1280))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_but_the_picture_is_kept(
    client: FlaskClient, committee: FlaskClient, office: Office, kind: str
) -> None:
    send(committee, office.published, picture(kind=kind))

    content = client.get(f"/events/{office.published}/poster", buffered=True).data

    shown = Image.open(BytesIO(content))
    assert (dict(shown.getexif()), shown.info.get("Comment")) == ({}, None)
    assert b"Ibu Contoh" not in content


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 10,000 by 10,000 pixels."""
    content = picture(10, 10, "PNG")
    head = content[12:16] + (10_000).to_bytes(4) * 2 + content[24:29]
    return content[:12] + head + crc32(head).to_bytes(4) + content[33:]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (bomb(), "paling banyak 40 megapiksel"),
        (SVG, "bukan gambar JPG, PNG, atau WebP"),
        (b"\xff\xd8\xff" + b"x" * 99, "rusak"),
        (b"", "kosong"),
        (None, "Pilih berkas gambar"),
    ],
    ids=["10^8 pixels", "SVG", "broken", "empty", "none"],
)
def test_what_is_no_poster_is_refused_with_a_sentence(
    client: FlaskClient, committee: FlaskClient, office: Office, content: bytes | None, sentence: str
) -> None:
    answer = send(committee, office.published, content, name="gambar.png")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert client.get(f"/events/{office.published}/poster").status_code == 404


def test_another_poster_takes_the_place_of_the_first(
    app: Flask, client: FlaskClient, committee: FlaskClient, office: Office
) -> None:
    send(committee, office.published, picture())
    first = client.get(f"/events/{office.published}").text
    send(committee, office.published, picture(400, 400, "PNG"), "Baru")
    assert send(committee, office.published, None, "Baru sekali").status_code == 303  # the words alone

    page = client.get(f"/events/{office.published}").text
    assert 'alt="Baru sekali"' in page
    version = re.compile(r"/poster\?v=([0-9a-f]{8})")
    assert version.findall(first)[0] != version.findall(page)[0]
    with app.app_context():
        assert db.session.query(StoredFile).count() == 1


def test_a_poster_is_taken_off(client: FlaskClient, committee: FlaskClient, office: Office) -> None:
    send(committee, office.published, picture())
    committee.post(f"/manage/events/{office.published}/publicity/poster/removal")

    assert client.get(f"/events/{office.published}/poster").status_code == 404
    assert "<figure class" not in client.get(f"/events/{office.published}").text
    assert entry(client, office.published).all("IMAGE") == []


def test_each_change_makes_calendars_ask_again(client: FlaskClient, committee: FlaskClient, office: Office) -> None:
    tags = [client.get("/calendar.ics").headers["ETag"]]
    for act in (
        lambda: send(committee, office.published, picture()),
        lambda: committee.post(f"/manage/events/{office.published}/publicity/point", data={"point": "-2.2, 113.9"}),
        lambda: committee.post(f"/manage/events/{office.published}/publicity/poster/removal"),
    ):
        act()
        tags.append(client.get("/calendar.ics").headers["ETag"])

    assert len(set(tags)) == 4


def test_a_point_leads_maps_calendars_and_search_engines(
    client: FlaskClient, committee: FlaskClient, office: Office
) -> None:
    address = f"/manage/events/{office.published}/publicity/point"
    committee.post(address, data={"point": "https://www.google.com/maps/@-2.2136,113.9108,17z"})

    page = client.get(f"/events/{office.published}").text
    assert "https://www.openstreetmap.org/?mlat=-2.213600&amp;mlon=113.910800#map=17" in page
    assert '"geo": {"@type": "GeoCoordinates", "latitude": -2.2136, "longitude": 113.9108}' in page
    assert entry(client, office.published).one("GEO") == "-2.213600;113.910800"
    committee.post(address, data={"point": ""})
    assert entry(client, office.published).all("GEO") == []


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("-2.2136, 113.9108", Point(-2.2136, 113.9108)),
        ("-2,2136; 113,9108", Point(-2.2136, 113.9108)),
        ("geo:-2.2136,113.9108?z=17", Point(-2.2136, 113.9108)),
        ("https://www.openstreetmap.org/#map=17/-2.2136/113.9108", Point(-2.2136, 113.9108)),
        ("https://www.openstreetmap.org/?mlat=-2.2136&mlon=113.9108#map=17/1/1", Point(-2.2136, 113.9108)),
        ("https://www.google.com/maps/place/X/@1.0,1.0,17z/data=!3m1!3d-2.2136!4d113.9108", Point(-2.2136, 113.9108)),
        ("https://maps.google.com/?q=-2.2136%2C113.9108", Point(-2.2136, 113.9108)),
        ("91, 0", None), ("0, 181", None), ("nan, nan", None), ("1e9, 1e9", None), ("javascript:alert(1)", None),
        ("Jalan Tjilik Riwut", None), ("\x00", None), ("9" * 9_999, None), ("", None),
    ],
)  # fmt: skip
def test_a_point_is_read_from_what_people_have_at_hand(text: str, point: Point | None) -> None:
    assert points.read(text) == point


def test_nonsense_for_a_point_is_a_sentence_at_the_field(committee: FlaskClient, office: Office) -> None:
    answer = committee.post(f"/manage/events/{office.published}/publicity/point", data={"point": "di balai"})

    assert answer.status_code == 422
    assert "Tulis dua angka" in answer.text
    assert 'value="di balai"' in answer.text


def test_the_card_is_named_for_who_shows_links(client: FlaskClient, office: Office) -> None:
    page = client.get(f"/events/{office.published}").text
    found = re.search(r'<meta property="og:image" content="http://gelar\.test(/events/[^"]+/card\.png\?v=\d+)">', page)
    assert found

    answer = client.get(found[1])

    assert (answer.mimetype, Image.open(BytesIO(answer.data)).size) == ("image/png", (1200, 630))
    assert len(answer.data) < 300_000
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert client.get(found[1], headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    for name in ("og:title", "og:description", "og:url", "og:image:width", "og:image:alt", "twitter:card"):
        assert f'"{name}" content="' in page


def test_the_flyer_is_a_pdf_in_the_language_of_the_page(client: FlaskClient, office: Office) -> None:
    path = f"/events/{office.published}/flyer.pdf"
    indonesian, english = (client.get(path, headers={"Accept-Language": one}) for one in ("id", "en"))

    assert indonesian.data.startswith(b"%PDF-")
    assert indonesian.data != english.data
    assert {"Accept-Language", "Cookie"} <= set(indonesian.headers["Vary"].split(", "))
    assert f'href="{path}"' in client.get(f"/events/{office.published}").text


def drawn(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Notice]:
    """What was drawn, instead of drawing it."""
    made: list[Notice] = []

    def draw(notice: Notice) -> bytes:
        made.append(notice)
        return b"a drawing"

    monkeypatch.setattr(f"webapp.documents.flyers.{name}", draw)
    return made


def test_a_drawing_is_made_once(client: FlaskClient, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made = drawn(monkeypatch, "card_png")

    for _time in range(3):
        client.get(f"/events/{office.published}/card.png")

    assert len(made) == 1
    assert made[0].title == "Kegiatan Contoh"


def test_what_was_called_off_says_so_on_its_papers(
    client: FlaskClient, stored: Stored, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = drawn(monkeypatch, "flyer_pdf")
    change(stored, office.published, status=EventStatus.CANCELLED)

    client.get(f"/events/{office.published}/flyer.pdf")

    assert (made[0].mark, made[0].sentences[0]) == ("Dibatalkan", "Keterangan lewat kode ini")


@pytest.mark.parametrize("part", ["poster", "flyer.pdf", "card.png"])
def test_drafts_and_confidential_activities_show_nothing(
    client: FlaskClient, committee: FlaskClient, stored: Stored, office: Office, part: str
) -> None:
    for slug in (office.published, office.draft):
        assert send(committee, slug, picture(100, 100)).status_code == 303
    change(stored, office.published, visibility=Visibility.CONFIDENTIAL)

    for slug in (office.published, office.draft, "tidak-ada", "A%00"):
        assert client.get(f"/events/{slug}/{part}").status_code == 404
    assert committee.get(f"/manage/events/{office.published}/publicity/{part}").status_code == 404
    assert committee.get(f"/manage/events/{office.draft}/publicity/{part}", buffered=True).status_code == 200


def test_a_confidential_activity_takes_neither_poster_nor_point(
    committee: FlaskClient, stored: Stored, office: Office
) -> None:
    change(stored, office.published, visibility=Visibility.CONFIDENTIAL)

    refused = send(committee, office.published, picture(100, 100))
    point = committee.post(f"/manage/events/{office.published}/publicity/point", data={"point": "-2.2, 113.9"})

    assert (refused.status_code, point.status_code) == (422, 409)
    assert "Kegiatan rahasia tidak memakai poster" in refused.text
    assert "<form" not in committee.get(f"/manage/events/{office.published}/publicity").text.split("<main")[1]


@pytest.mark.parametrize("path", ["", "/poster", "/flyer.pdf", "/card.png"])
def test_a_stranger_finds_nothing(sign_in: SignIn, office: Office, path: str) -> None:
    for who in (office.stranger, office.people[GrantRole.DESK]):
        client = sign_in(who)
        assert client.get(f"/manage/events/{office.draft}/publicity{path}").status_code == 404
        assert send(client, office.draft, picture(10, 10)).status_code == 404


def test_acts_are_noted(app: Flask, committee: FlaskClient, office: Office) -> None:
    send(committee, office.published, picture(10, 10))
    committee.post(f"/manage/events/{office.published}/publicity/point", data={"point": "-2.2, 113.9"})
    committee.post(f"/manage/events/{office.published}/publicity/poster/removal")

    with app.app_context():
        acts = [one.act for one in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts[-3:] == ["event.poster_set", "event.point_set", "event.poster_removed"]
