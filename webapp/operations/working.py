"""The worker that keeps the promises: `gelar worker` becomes it."""

from collections.abc import Callable

from webapp import create_app, jobs
from webapp.config import Settings, load_settings
from webapp.operations import logs


def run(settings: Settings) -> None:
    """Deliver what is due, until TERM or INT."""
    logs.set_up()
    huey = jobs.make_huey(settings)
    wake: Callable[[], None] = jobs.register(huey, create_app(settings))
    wake()  # what was promised while nobody worked
    # Two threads: a mail does not wait for a long piece of work, which has one of them at most.
    huey.create_consumer(workers=2, periodic=True, max_delay=1.0).run()


if __name__ == "__main__":
    run(load_settings())
