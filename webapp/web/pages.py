"""What every template may use besides filters: Markdown, the weave, absolute addresses."""

from typing import Any

from flask import Flask, current_app, has_request_context, url_for

from webapp.config import Settings
from webapp.web.markdown import render_markdown
from webapp.web.weave import family_of, weave_svg


def init_app(app: Flask) -> None:
    app.add_template_filter(render_markdown, "markdown")
    app.add_template_global(weave_svg)
    app.add_template_global(family_of)
    app.add_template_global(public_url)


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def public_url(endpoint: str, **values: Any) -> str:
    """The address of a page as the world knows it: from PUBLIC_URL, never from the request's Host header.

    The worker has no request, and no need of one.
    """
    path = (
        url_for(endpoint, **values) if has_request_context() else current_app.url_map.bind("").build(endpoint, values)
    )
    return settings().public_url + path
