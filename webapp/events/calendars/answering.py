"""How a calendar is answered over HTTP: validators, compression, and no trace of a session (RFC 9110, RFC 9111)."""

from datetime import datetime

from flask import Response, request

from webapp.events.calendars.packing import Text

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Calendars ask every hour or so; a shared cache may answer for these seconds.
MAX_AGE = 300


def answer(text: Text, *, changed_at: datetime, filename: str | None = None, is_private: bool = False) -> Response:
    """The text, or 304 when the client has it. `filename` makes it a download; `is_private` keeps it out of shared
    caches, search engines and the addresses that others are told.

    If-None-Match decides alone where it is given (RFC 9110, 13.2.2), compared weakly: a proxy that
    compresses turns our strong tag into a weak one, others add "-gzip".
    """
    is_compressed = bool(text.compressed) and request.accept_encodings.quality("gzip") > 0
    made = Response(content_type=CONTENT_TYPE)
    if _is_known(text, changed_at):
        made.status_code = 304
    else:
        made.set_data(text.compressed if is_compressed else text.body)
        if filename:
            made.headers.set("Content-Disposition", "attachment", filename=filename)
    if is_compressed:
        made.headers["Content-Encoding"] = "gzip"
    # Two encodings are two representations, so their strong tags differ (RFC 9110, 8.8.3.3).
    made.set_etag(f"{text.digest}-gzip" if is_compressed else text.digest)
    made.last_modified = changed_at
    made.headers["Cache-Control"] = f"{'private' if is_private else 'public'}, max-age={MAX_AGE}"
    if is_private:
        made.headers["X-Robots-Tag"] = "noindex"
        made.headers["Referrer-Policy"] = "no-referrer"
    made.vary.add("Accept-Encoding")
    return made


def _is_known(text: Text, changed_at: datetime) -> bool:
    if "If-None-Match" in request.headers:
        tags = request.if_none_match
        known = {tag.removesuffix("-gzip") for tag in tags.as_set(include_weak=True)}
        return bool(tags.star_tag) or text.digest in known
    since = request.if_modified_since
    return since is not None and changed_at.replace(microsecond=0) <= since
