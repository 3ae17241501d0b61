"""Every page of the demonstration, as a narrow phone, a wide screen, a dark room and a screen reader meet it."""

import pytest

from tests.e2e.looking import barriers, sticks_out
from tests.e2e.visits import VISITS, Visit, Visitors

WIDTHS = (320, 390, 1280)
HEAD = "[document.documentElement.lang, document.title, document.querySelectorAll('h1').length]"


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_page_fits_and_can_be_used_by_everybody(visitors: Visitors, visit: Visit) -> None:
    page = visitors.open(visit, "id")
    wide = [found for width in WIDTHS for found in sticks_out(page, width)]
    page.set_viewport_size({"width": 390, "height": 844})
    found = barriers(page, scheme="light") + barriers(page, scheme="dark")
    page.close()

    assert not wide, "\n".join(wide)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("visit", VISITS, ids=str)
@pytest.mark.parametrize("code", ["id", "en"])
def test_page_speaks_its_language_and_asks_nobody_else(visitors: Visitors, visit: Visit, code: str) -> None:
    page = visitors.open(visit, code)
    page.wait_for_load_state("networkidle")
    language, title, heads = page.evaluate(HEAD)
    complaints = visitors.complaints(page)
    page.close()

    assert (language, bool(title.strip()), heads) == (code, True, 1)
    assert not complaints, "\n".join(complaints)


def test_no_link_leads_nowhere(visitors: Visitors) -> None:
    found = {link: visit for visit in VISITS for link in visitors.links(visit)}

    dead = [f"{link} on {visit}" for link, visit in sorted(found.items()) if visitors.leads_nowhere(link)]

    assert len(found) > 100
    assert not dead, "\n".join(dead)
