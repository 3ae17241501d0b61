"""The pieces of pages say what they must: words first, states labelled, errors tied to their fields."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask_babel import Babel
from markupsafe import Markup
from wtforms import BooleanField, DateField, Form, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.web import formatting
from webapp.web.forms import SelectChoice
from webapp.web.weave import family_of, weave_svg

ROOT = Path(__file__).parents[2]
MACROS = sorted((ROOT / "templates/macros").glob("*.html"))
# Mail programs know no style sheets; documents are not pages.
PAGES = [path for path in sorted((ROOT / "templates").rglob("*.html")) if path.parent.name not in {"mail", "documents"}]
Render = Callable[..., str]


class Registration(Form):
    mode = RadioField(
        choices=[SelectChoice("in_person", "Luring"), SelectChoice("online", "Daring")],
        validators=[InputRequired("Pilih satu.")],
    )
    name = StringField("Nama lengkap", [InputRequired("Nama belum diisi.")])
    group = StringField("Instansi/KIM")
    day = DateField("Hari/Tanggal")
    consent = BooleanField("Saya menyetujui.")
    needs = SelectMultipleField(
        "Kebutuhan", choices=[SelectChoice("a", "Kursi roda")], widget=ListWidget(), option_widget=CheckboxInput()
    )


@pytest.fixture
def render() -> Render:
    app = Flask(__name__, template_folder=str(ROOT / "templates"))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, default_locale="id")
    formatting.init_app(app)
    app.jinja_env.globals.update(weave_svg=weave_svg, family_of=family_of, csrf_token=lambda: "token")

    def rendered(macro: str, call: str, **values: object) -> str:
        with app.test_request_context():
            source = f"{{% from 'macros/{macro}.html' import {call.partition('(')[0]} %}}{{{{ {call} }}}}"
            return app.jinja_env.from_string(source).render(**values)

    return rendered


@pytest.mark.parametrize("path", MACROS, ids=lambda path: path.name)
def test_every_file_begins_with_what_it_offers(path: Path) -> None:
    assert path.read_text().startswith("{#  ")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_page_carries_inline_style_or_script(path: Path) -> None:
    text = path.read_text()

    assert "style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text


def test_seats_are_told_in_words_and_never_below_zero(render: Render) -> None:
    seats = [
        {"mode": "in_person", "left": -3, "capacity": 60, "waiting": 4},
        {"mode": "online", "left": 12, "capacity": 300, "waiting": 0},
    ]

    told = render("events", "seat_meter(seats)", seats=seats)

    assert "Luring penuh · 4 menunggu" in told
    assert "Sisa 12 tempat daring" in told
    assert "-3" not in told


def test_seats_without_a_limit_have_no_bar(render: Render) -> None:
    told = render(
        "events", "seat_meter(seats)", seats=[{"mode": "online", "left": None, "capacity": None, "waiting": 0}]
    )

    assert "Daring tanpa batas tempat" in told
    assert "<rect" not in told


def row(render: Render, **changes: object) -> str:
    values = {"start": date(2026, 12, 2), "end": None, "phase": "open", **changes}
    return render(
        "events",
        "event_row('Sarasehan', '/events/s', 's', 'sarasehan', 'Sarasehan', start, '09.00 WIB', 'Buntok', 'hybrid',"
        " end=end, phase=phase)",
        **values,
    )


def test_a_cancelled_activity_is_struck_and_labelled(render: Render) -> None:
    shown = row(render, phase="cancelled")

    assert "is-cancelled" in shown
    assert "Dibatalkan" in shown


def test_a_row_is_one_link_and_names_its_day(render: Render) -> None:
    shown = row(render)

    assert shown.count("<a ") == 1
    assert 'datetime="2026-12-02"' in shown
    assert "Rabu" in shown


def test_days_in_a_row_are_shown_as_a_range(render: Render) -> None:
    shown = row(render, start=date(2027, 1, 19), end=date(2027, 1, 20))

    assert "19–20" in shown
    assert "Sel–Rab" in shown


def test_a_field_may_say_that_it_can_be_left_empty(render: Render) -> None:
    form = Registration()

    assert "(boleh dikosongkan)" in render("fields", "field(form.group)", form=form)
    assert "(boleh dikosongkan)" not in render("fields", "field(form.name)", form=form)


def test_an_error_is_tied_to_its_field(render: Render) -> None:
    form = Registration(data={"name": ""})
    form.validate()

    shown = render("fields", "field(form.name, 'Boleh satu kata.')", form=form)

    assert 'aria-describedby="name-help name-error"' in shown
    assert 'aria-invalid="true"' in shown
    assert "Nama belum diisi." in shown


def test_every_kind_of_field_has_a_label(render: Render) -> None:
    form = Registration(data={"day": date(2022, 3, 10)})

    assert '<label for="mode-0">' in render("fields", "choices(form.mode, notes={'online': 'Zoom'})", form=form)
    assert '<label for="consent">' in render("fields", "field(form.consent)", form=form)
    assert '<label for="needs-0">' in render("fields", "field(form.needs)", form=form)
    assert "Kamis, 10 Maret 2022" in render("fields", "date_field(form.day)", form=form)


def test_a_ticket_that_is_not_valid_shows_no_code_to_scan(render: Render) -> None:
    call = (
        "ticket_card(qr, 'KT-7F3K', 'Dehen', 'Webinar', 's', 'webinar', 'Senin', '09.00 WIB', 'Aula', 'in_person',"
        " closed='Dibatalkan')"
    )

    shown = render("tickets", call, qr=Markup("<svg class='qr'></svg>"))

    assert "class='qr'" not in shown
    assert "Dibatalkan" in shown


def test_a_message_is_never_called_sent_before_it_is(render: Render) -> None:
    shown = render("notices", "honest_state('waiting', next_try='09.15 WIB')")

    assert "Terkirim" not in shown
    assert "Dicoba lagi pukul 09.15 WIB" in shown


def test_a_danger_takes_two_steps_and_carries_the_token(render: Render) -> None:
    shown = render("dialogs", "confirm('Hapus', 'Yakin?', '/x', 'Ya, hapus')")

    assert shown.index("<summary") < shown.index("Yakin?") < shown.index('name="csrf_token"')


def test_parts_of_a_whole_fill_the_bar(render: Render) -> None:
    svg = render("stats", "split([('Luring', 41, 1), ('Daring', 31, 2)])").partition("<ul")[0].partition("<svg")[2]

    widths = [float(rect.get("width", "0%").rstrip("%")) for rect in ElementTree.fromstring("<svg" + svg).iter("rect")]

    assert sum(widths) == pytest.approx(100, abs=0.02)


def test_what_people_typed_is_escaped(render: Render) -> None:
    shown = render("tables", "row('<b>Dehen</b>', ['<i>KIM</i>'], href='/x')")

    assert "<b>" not in shown
    assert "<i>" not in shown
