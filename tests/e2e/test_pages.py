"""Every page of the demonstration, as a narrow phone, a wide screen, a dark room and a screen reader meet it."""

import pytest

from tests.e2e.looking import barriers, sticks_out
from tests.e2e.visitors import Visitors
from tests.e2e.visits import RUNNING, VISITS, Visit

WIDTHS = (320, 390, 1280)
HEAD = "[document.documentElement.lang, document.title, document.querySelectorAll('h1').length]"


@pytest.mark.parametrize("visit", VISITS, ids=str)
@pytest.mark.parametrize("code", ["id", "en"])
def test_page_fits_in_its_language_and_asks_nobody_else(visitors: Visitors, visit: Visit, code: str) -> None:
    page = visitors.open(visit, code)
    language, title, heads = page.evaluate(HEAD)
    wide = [found for width in WIDTHS for found in sticks_out(page, width)]
    complaints = visitors.complaints(page)
    page.close()

    assert (language, bool(title.strip()), heads) == (code, True, 1)
    assert not wide, "\n".join(wide)
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_page_can_be_used_by_everybody_by_day_and_by_night(visitors: Visitors, visit: Visit) -> None:
    page = visitors.open(visit, "id")
    found = barriers(page, scheme="light") + barriers(page, scheme="dark")
    page.close()

    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["participants", "certificates", "report"])
def test_a_name_of_one_long_word_breaks_in_its_column(visitors: Visitors, name: str) -> None:
    page = visitors.open(next(visit for visit in VISITS if visit.name == name), "id")

    page.evaluate("for (const one of document.querySelectorAll('tbody th')) one.append('N'.repeat(120))")
    wide = [found for width in WIDTHS for found in sticks_out(page, width)]
    page.close()

    assert not wide, "\n".join(wide)


def test_paper_is_black_on_white_from_a_dark_screen_too(visitors: Visitors) -> None:
    page = visitors.open(next(visit for visit in VISITS if visit.name == "summary"), "id")
    look = """() => [getComputedStyle(document.body).color,
      getComputedStyle(document.documentElement).getPropertyValue("--chart-1").trim(),
      [...document.querySelectorAll("main form")].filter((one) => one.checkVisibility()).length]"""

    page.emulate_media(media="screen", color_scheme="dark")
    on_screen = page.evaluate(look)
    page.emulate_media(media="print", color_scheme="dark")
    on_paper = page.evaluate(look)
    page.close()

    assert on_screen[1:] == ["#74cbd6", 2]
    assert on_paper == ["rgb(0, 0, 0)", "#0b5563", 0]


def test_two_choices_share_a_line_only_where_their_words_fit(visitors: Visitors) -> None:
    page = visitors.open(Visit("rule", f"/manage/events/{RUNNING}/online/rule", is_organizer=True), "id")

    def are_beside() -> object:
        return page.evaluate("typing.getBoundingClientRect().top === codes.getBoundingClientRect().top")

    on_phone = are_beside()
    page.set_viewport_size({"width": 1280, "height": 900})
    on_desktop = are_beside()
    page.close()

    assert (on_phone, on_desktop) == (False, True)


def test_no_link_leads_nowhere(visitors: Visitors) -> None:
    found = {link: visit for visit in VISITS for link in visitors.links(visit)}

    dead = [f"{link} on {visit}" for link, visit in sorted(found.items()) if visitors.leads_nowhere(link)]

    assert len(found) > 100
    assert not dead, "\n".join(dead)
