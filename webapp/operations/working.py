"""The worker that keeps the promises: `gelar worker` becomes it."""

from collections.abc import Callable

from huey.consumer import Consumer

from webapp import create_app, jobs
from webapp.config import Settings, load_settings
from webapp.messages import posting
from webapp.operations import logs

# What is under way may end in peace; then the process ends, and its leases free what it held.
PATIENCE_SECONDS = 8.0


class Worker(Consumer):  # type: ignore[misc]  # huey has no types
    """huey's consumer; asked to end, it finishes what is under way, and no mail server holds it up."""

    def stop(self, graceful: bool = False) -> None:  # noqa: ARG002  # whichever signal asks
        posting.leave()
        super().stop(graceful=True)


def run(settings: Settings) -> None:
    """Deliver what is due, until TERM or INT."""
    logs.set_up()
    huey = jobs.make_huey(settings)
    wake: Callable[[], None] = jobs.register(huey, create_app(settings))
    wake()  # what was promised while nobody worked
    # Two threads: a mail does not wait for a long piece of work, which has one of them at most.
    Worker(huey, workers=2, periodic=True, max_delay=1.0, shutdown_timeout=PATIENCE_SECONDS).run()


if __name__ == "__main__":
    run(load_settings())
