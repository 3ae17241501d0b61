"""Sending a stored file. The caller has asked who may have it."""

from flask import Response, abort, send_file

from webapp.files.models import StoredFile
from webapp.files.sniffing import PICTURES
from webapp.files.storing import path_of

MAX_AGE = 3600  # seconds
# Even what slipped through as something else may run nothing and load nothing.
POLICY = "default-src 'none'; sandbox"


def deliver(stored: StoredFile, *, is_public: bool = False, is_download: bool = False) -> Response:
    """The bytes with their type; a picture in the page, all else as a download. 404 when they are gone.

    A file never changes under its ref, so it may be kept; by shared caches only when `is_public`.
    """
    path = path_of(stored)
    if not path.is_file():
        abort(404)
    answer = send_file(
        path,
        mimetype=stored.media_type,
        as_attachment=is_download or stored.media_type not in PICTURES,
        download_name=stored.name,
        etag=stored.sha256,
        last_modified=stored.stored_at,
    )
    answer.headers["Cache-Control"] = f"{'public' if is_public else 'private'}, max-age={MAX_AGE}"
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
