"""Public pages in fewer bytes: on the road, data is paid for by the megabyte."""

import gzip

from flask import Response, current_app, request


def compress(response: Response) -> Response:
    """Gzip a whole HTML page where the browser takes it; for `after_request` of a blueprint.

    Not where there is a session: its pages hold a form's token beside what a stranger may put into
    the address, and the length of a compressed page tells whether two parts of it are alike (BREACH).
    """
    if current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        return response
    if response.mimetype != "text/html" or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(response.get_data(), 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
