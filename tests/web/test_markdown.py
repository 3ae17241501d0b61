"""Organizers write Markdown; pages show what is safe of it."""

import pytest

from webapp.web.markdown import render_markdown


def test_paragraphs_lists_and_links_are_shown() -> None:
    html = render_markdown("Praktik **langsung**.\n\n- Bawa laptop\n- [Peta](https://peta.test/)")

    assert "<strong>langsung</strong>" in html
    assert html.count("<li>") == 2
    assert '<a href="https://peta.test/" rel="nofollow noopener noreferrer">Peta</a>' in html


def test_headings_stay_below_the_pages_own() -> None:
    html = render_markdown("# Satu\n## Dua\n### Tiga")

    assert html.count("<h3>") == 3
    assert "<h1>" not in html


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![a](https://pelacak.test/a.png)",
        '<a href="https://a.test" onclick="alert(1)">a</a>',
        "<style>body{display:none}</style>",
        "<iframe src='https://a.test'></iframe>",
        "<https://a.test/\"onmouseover=\"alert(1)>",
    ],
)  # fmt: skip
def test_what_could_act_or_load_is_inert(source: str) -> None:
    html = render_markdown(source)

    assert "<script" not in html
    assert "<img" not in html
    assert "<style" not in html
    assert "<iframe" not in html
    assert "javascript:" not in html.lower() or "href" not in html
    assert "data:" not in html or "href" not in html
    for start in html.split("<")[1:]:
        assert " on" not in start.split(">")[0]


def test_hostile_nesting_ends(request: pytest.FixtureRequest) -> None:
    assert render_markdown("> " * 5_000 + "a")
    assert render_markdown("[" * 5_000) is not None
