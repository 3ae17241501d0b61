"""What Linux says about processes: their processor time and their memory, children included."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024  # the kernel counts in kilobytes


def family(pid: int) -> list[int]:
    """A process and everything it started that still lives."""
    lists = (task / "children" for task in Path(f"/proc/{pid}/task").iterdir())  # any thread may have started one
    children = [int(child) for listed in lists for child in listed.read_text().split()]
    return [pid, *(found for child in children for found in family(child))]


def cpu_seconds(pid: int) -> float:
    """User and system time of the family so far, with the children that have ended."""
    return sum(_ticks(one) for one in family(pid)) / TICKS


def _ticks(pid: int) -> int:
    # The name in brackets may hold blanks, so count from behind it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15])


def wait_until_idle(pid: int, *, seconds: float = 2.0, patience: float = 60.0) -> None:
    """Return when the family has used next to no processor time for so many seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        before = cpu_seconds(pid)
        time.sleep(seconds)
        if cpu_seconds(pid) - before < 0.1 * seconds:
            return


def pss_megabytes(pid: int) -> float:
    """Proportional set size of the family: shared pages are counted by their share."""
    return sum(_kilobytes(one, "smaps_rollup", "Pss:") for one in family(pid)) / MEGABYTE


@contextmanager
def highest_pss(pid: int) -> Iterator[list[float]]:
    """The highest PSS of the family inside the block, looked at twenty times a second, in a list of one."""
    highest, is_over = [0.0], threading.Event()

    def look() -> None:
        while not is_over.wait(0.05):
            try:
                highest[0] = max(highest[0], pss_megabytes(pid))
            except (OSError, LookupError):
                continue  # a child ended while we looked

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield highest
    finally:
        is_over.set()
        watcher.join()


def _kilobytes(pid: int, file: str, name: str) -> int:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise LookupError(f"{name} is not in /proc/{pid}/{file}")
