"""How a page of joining is answered: its form may lead to the conference, and nobody keeps or passes on its address."""

from flask import Response

from webapp.web.headers import CONTENT_POLICY

# The button's POST is answered with a redirect to the conference, which browsers judge by form-action.
LEADS_AWAY = CONTENT_POLICY.replace("form-action 'self'", "form-action 'self' https: http:")


def leads_away(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = LEADS_AWAY
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def private(response: Response) -> Response:
    """The same behind a personal link, which search engines are to leave alone."""
    leads_away(response).headers["X-Robots-Tag"] = "noindex"
    return response
