"""The response headers of every page: what a browser may load, keep and tell."""

from flask import Flask, Response, request

from webapp.config import Settings

CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


# What every answer says, unless its view has said otherwise.
EVERYWHERE = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
FOR_YEARS = {"Strict-Transport-Security": "max-age=31536000"}


def init_app(app: Flask, settings: Settings) -> None:
    """Add the headers after each request, unless the view has said otherwise."""
    everywhere = EVERYWHERE | (FOR_YEARS if settings.is_https else {})

    @app.after_request
    def add(response: Response) -> Response:
        headers = response.headers
        said = {name.lower() for name in headers.keys()}  # noqa: SIM118  # pairs come from iterating the headers
        for name, value in everywhere.items():
            if name.lower() not in said:
                headers.add(name, value)
        if response.mimetype == "text/html":
            # A page may differ by person and by language; a shared cache must not mix them up.
            headers.setdefault("Cache-Control", "private, no-cache")
            response.vary.update(("Cookie", "Accept-Language"))
        elif request.path.startswith("/api/"):
            headers.setdefault("Cache-Control", "no-store")
        return response
