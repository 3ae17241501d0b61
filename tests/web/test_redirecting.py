"""Going back to where somebody was, never to another site."""

import pytest

from webapp.web.redirecting import safe_path


@pytest.mark.parametrize("path", ["/", "/manage", "/events?q=forum&page=2", "/events/a#daftar", "/acara/é"])
def test_a_path_of_this_site_is_kept(path: str) -> None:
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "target",
    [
        None, "", "manage", "https://evil.test/", "//evil.test", "/\\evil.test", "\\\\evil.test", "/\tevil",
        "/\n/evil.test", "/a\\b", "javascript:alert(1)", " /manage", "///evil.test", "/ /evil.test", "/\x00",
    ],
)  # fmt: skip
def test_anything_else_leads_home(target: str | None) -> None:
    assert safe_path(target, "/manage") == "/manage"
