"""Answers that belong to one person: kept by nobody on the way, found by no search engine, told to no other site."""

from flask import Response, make_response
from flask.typing import ResponseReturnValue


def private(answer: ResponseReturnValue) -> Response:
    response = make_response(answer)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
