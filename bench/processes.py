"""What Linux says about processes: their processor time and their memory, children included."""

import os
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024  # the kernel counts in kilobytes


def family(pid: int) -> list[int]:
    """A process and everything it started that still lives."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in children for found in family(int(child)))]


def cpu_seconds(pid: int) -> float:
    """User and system time of the family so far."""
    return sum(_ticks(one) for one in family(pid)) / TICKS


def _ticks(pid: int) -> int:
    # The name in brackets may hold blanks, so count from behind it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


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


def peak_megabytes(pid: int) -> float:
    """The highest resident size since `forget_peak`, of the largest process of the family."""
    return max(_kilobytes(one, "status", "VmHWM:") for one in family(pid)) / MEGABYTE


def forget_peak(pid: int) -> None:
    for one in family(pid):
        Path(f"/proc/{one}/clear_refs").write_text("5")


def _kilobytes(pid: int, file: str, name: str) -> int:
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise LookupError(f"{name} is not in /proc/{pid}/{file}")
