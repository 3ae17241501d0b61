"""What every form shares."""

import pytest
from flask import Flask
from wtforms import FormField, IntegerField, RadioField, SelectField, StringField, TextAreaField

from webapp.web.form_rows import Row, Rows
from webapp.web.forms import GelarForm, at_most, optional, options, plain_text, required


class PersonRow(Row):
    name = StringField("Nama", [required()])


class SomeForm(GelarForm):
    title = StringField("Judul", [required(lambda: "Tuliskan judul."), at_most(10), plain_text])
    note = TextAreaField("Catatan", [optional, plain_text])
    count = IntegerField("Jumlah", [optional])
    kind = SelectField("Jenis", choices=options([("a", "A"), ("b", "B")]), default="a")
    mode = RadioField("Cara", choices=options([("x", "X")]), default="x")
    people = Rows(FormField(PersonRow), label="Orang", max_entries=3)


def sent(app: Flask, **values: str) -> SomeForm:
    with app.test_request_context(method="POST", data={"title": "Judul", **values}):
        form = SomeForm()
        form.validate()
        return form


def test_text_is_trimmed_and_line_ends_are_made_one(page_app: Flask) -> None:
    form = sent(page_app, title="  Forum  KIM ", note=" satu\r\ndua\rtiga ")

    assert (form.title.data, form.note.data) == ("Forum  KIM", "satu\ndua\ntiga")


@pytest.mark.parametrize("blank", ["", "   ", "\r\n\t"])
def test_blanks_do_not_fill_a_field(page_app: Flask, blank: str) -> None:
    assert sent(page_app, title=blank).problems() == [("title", "Judul", "Tuliskan judul.")]


@pytest.mark.parametrize("text", ["a\x00", "a\x1b", "\x7f", "a\u0085b", "\ud800"])
def test_control_characters_are_refused(page_app: Flask, text: str) -> None:
    with page_app.test_request_context():
        form = SomeForm(data={"title": f"a{text}b"})
        form.validate()

        assert any("tidak dapat dibaca" in sentence for _at, _label, sentence in form.problems())


def test_lines_and_tabs_are_text(page_app: Flask) -> None:
    assert not sent(page_app, note="satu\n\tdua").problems()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("count", "enam", "Tuliskan angka saja"),
        ("kind", "c", "Pilihan ini tidak dikenal"),
        ("mode", "y", "Pilihan ini tidak dikenal"),
        ("title", "A" * 11, "paling banyak 10 karakter"),
    ],
)
def test_the_form_library_speaks_our_language(page_app: Flask, field: str, value: str, sentence: str) -> None:
    ((at, _label, said),) = sent(page_app, **{field: value}).problems()

    assert at == ("mode-0" if field == "mode" else field)
    assert sentence in said


def test_a_row_in_error_is_named_by_its_place(page_app: Flask) -> None:
    form = sent(page_app, **{"people-0-name": "Dehen", "people-4-name": " "})

    assert form.problems() == [("people-1-name", "Orang 2: Nama", "Bagian ini wajib diisi.")]


def test_rows_are_added_up_to_their_limit_and_taken_away(page_app: Flask) -> None:
    form = sent(page_app, **{"people-0-name": "Dehen", "people-1-name": "Yuliana"})

    assert not form.people.press("save")
    assert form.people.press("remove:people-0")
    assert form.people.press("remove:people-7")  # pressed in another tab, long gone
    assert [entry.form.name.data for entry in form.people] == ["Yuliana"]
    for _ in range(5):
        assert form.people.press("add:people")
    assert len(form.people.entries) == 3


def test_a_row_is_taken_away_by_the_number_it_was_sent_with(page_app: Flask) -> None:
    form = sent(page_app, **{"people-1-name": "Dehen", "people-4-name": "Yuliana", "people-6-name": "Ramlan"})

    form.people.press("remove:people-4")

    assert [(entry.name, entry.form.name.data) for entry in form.people] == [
        ("people-0", "Dehen"),
        ("people-1", "Ramlan"),
    ]


def test_more_rows_than_allowed_are_not_read(page_app: Flask) -> None:
    form = sent(page_app, **{f"people-{number}-name": "Dehen" for number in range(50)})

    assert len(form.people.entries) == 3


@pytest.mark.parametrize(("text", "row_id"), [("12", 12), ("", None), ("-1", None), ("١٢", None), ("9" * 30, None)])
def test_the_id_of_a_row_is_a_plain_number(page_app: Flask, text: str, row_id: int | None) -> None:
    form = sent(page_app, **{"people-0-name": "Dehen", "people-0-row_id": text})

    assert form.people[0].form.standing_id() == row_id
