"""The worker is woken by the first promise at once, and by a rush of them only once more."""

import threading

from webapp.messages.waking import Bell


def test_the_first_is_heard_at_once_and_the_rest_by_one_ring() -> None:
    rung: list[int] = []
    second = threading.Event()

    def ring() -> None:
        rung.append(1)
        if len(rung) == 2:
            second.set()

    bell = Bell(ring, pause=0.2)
    bell()
    assert rung == [1]

    for _promise in range(50):
        bell()

    assert rung == [1]
    assert second.wait(10)
    assert len(rung) == 2


def test_a_bell_that_fails_rings_the_next_time() -> None:
    rung: list[int] = []

    def ring() -> None:
        rung.append(1)
        raise OSError("nobody there")

    bell = Bell(ring, pause=0)
    bell()
    bell()

    assert len(rung) == 2
