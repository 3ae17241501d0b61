"""Keeps watch over a browser's pages: what they complain of, and whom they ask besides the server."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response


class Watch:
    """Everything that should not happen on a page, in the order in which it did."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self._host = urlsplit(url).netloc
        self.found: list[str] = []
        context.on("console", self._on_console)
        context.on("weberror", lambda wrong: self.found.append(f"error: {wrong.error}"))
        context.on("request", self._on_request)
        context.on("response", self._on_response)

    def take(self) -> list[str]:
        """What was found since the last look."""
        found, self.found = self.found, []
        return found

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.found.append(f"console: {message.text} ({message.location.get('url')})")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != self._host:
            self.found.append(f"foreign: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.found.append(f"{response.status}: {response.url}")
