"""Content lines of our own writer, held against the icalendar library and against themselves."""

import re

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from icalendar import vText
from icalendar.parser import Contentline, Parameters

from tests.interop.lint import lint, parsed, unescaped
from webapp.events.calendars.describing import _plain
from webapp.events.calendars.lines import clean, escaped, folded, line, text_line

# A backslash means nothing in a parameter (RFC 5545, 3.1); icalendar takes these for its escapes all the same.
MISREAD = re.compile(r"\\[,;:\\]")
ANY = st.text(st.characters(exclude_categories=()), max_size=300)


@settings(max_examples=200)
@given(words=ANY)
def test_a_text_is_escaped_as_the_library_escapes_it(words: str) -> None:
    assert escaped(clean(words)) == vText(clean(words)).to_ical().decode()


@settings(max_examples=200)
@given(words=ANY)
def test_a_fold_cuts_no_character_and_loses_none(words: str) -> None:
    content = f"SUMMARY:{escaped(clean(words))}"
    lines = folded(content).removesuffix(b"\r\n").split(b"\r\n")

    assert all(len(one) <= 75 and one.decode() for one in lines)
    assert (lines[0] + b"".join(one.removeprefix(b" ") for one in lines[1:])).decode() == content


def test_a_line_of_75_octets_is_not_folded_and_one_of_76_is() -> None:
    assert folded("x" * 75).count(b"\r\n") == 1
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"


@settings(max_examples=100)
@example(words="0 =")
@example(words="\\")
@given(words=ANY)
def test_a_parameter_keeps_any_words(words: str) -> None:
    assume(not MISREAD.search(clean(words)))
    made = line("ATTENDEE", "mailto:dehen@contoh.id", {"CN": words})

    read = Contentline.from_ical(made.decode().removesuffix("\r\n")).parts()[1]  # type: ignore[no-untyped-call]
    assert isinstance(read, Parameters)
    assert read.get("CN", "").strip() == clean(words).strip()


def test_hostile_words_open_no_line() -> None:
    made = text_line("SUMMARY", "Rapat\r\nATTACH:file:///etc/passwd\x00\u202e")
    body = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//ID\r\n" + made + b"END:VCALENDAR\r\n"

    assert lint(body) == []
    assert unescaped(parsed(body).one("SUMMARY")) == "Rapat\nATTACH:file:///etc/passwd\u202e"


@settings(max_examples=200)
@given(words=st.text("abC1 ,.;:()'\"/%?-_*#[]<&\n\u2013é", max_size=40))
def test_plain_words_skip_markdown_and_lose_nothing_by_it(words: str) -> None:
    told = _plain(words)
    marked = _plain(words + "\n\n**x**").removesuffix("x").rstrip() if words.strip() else ""

    assert told.rstrip() == marked
