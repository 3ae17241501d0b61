"""Three hundred certificates and a workbook of 10,000 rows and 20 columns, each in a process of its own."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from webapp.documents import spreadsheets
from webapp.documents.certificate import Awarded, CertificateSheet, certificates_pdf
from webapp.documents.spreadsheets import Cell, CellType, Column, Sheet

CERTIFICATES, ROWS, COLUMNS = 300, 10_000, 20
AT = datetime(2026, 3, 10, 2, tzinfo=UTC)
KINDS = (CellType.TEXT, CellType.INTEGER, CellType.DATETIME, CellType.PHONE, CellType.PERCENT)


@dataclass(frozen=True)
class Produced:
    """Seconds from values to bytes, and by how many megabytes the process and its children grew meanwhile."""

    seconds: float
    megabytes: float


def measure(what: str, *, times: int = 3) -> Produced:
    """The median of so many processes that make `what`, a key of MADE."""
    found = [_in_a_process(what) for _time in range(times)]
    return sorted(found, key=lambda one: one.seconds)[times // 2]


def certificates() -> bytes:
    sheet = CertificateSheet(
        design="tikar", uid="bench", kind="webinar", lines=("Webinar contoh", "Kamis, 10 Maret 2026"),
        organizer="Dinas Contoh", dated=date(2026, 3, 10), check="gelar.example/certificates",
    )  # fmt: skip
    address, number = "https://gelar.example/certificates/7F3K9M2PQRSTUV{:04d}", "{:04d}/CONTOH/2026"
    return certificates_pdf(
        sheet,
        [
            Awarded(name=f"Peserta Contoh {n}", role="Peserta", number=number.format(n), address=address.format(n))
            for n in range(CERTIFICATES)
        ],
    )


def workbook() -> bytes:
    columns = tuple(Column(f"Kolom {n}", KINDS[n % len(KINDS)]) for n in range(COLUMNS))
    rows = [[_cell(KINDS[n % len(KINDS)], row) for n in range(COLUMNS)] for row in range(ROWS)]
    return spreadsheets.xlsx([Sheet("Contoh", columns, rows, zone=ZoneInfo("Asia/Jakarta"))], at=AT)


def _cell(kind: CellType, row: int) -> Cell:
    values: dict[CellType, Cell] = {
        CellType.TEXT: f"Peserta Contoh {row}",
        CellType.INTEGER: row,
        CellType.DATETIME: AT,
        CellType.PHONE: f"+62812{row:08d}",
        CellType.PERCENT: row / ROWS,
    }
    return values[kind]


MADE: dict[str, Callable[[], bytes]] = {"certificates": certificates, "workbook": workbook}


def _in_a_process(what: str) -> Produced:
    done = subprocess.run([sys.executable, "-m", "bench.producing", what], capture_output=True, text=True, check=True)
    return Produced(**json.loads(done.stdout))


def main() -> None:
    make = MADE[sys.argv[1]]
    before, started = _peak(resource.RUSAGE_SELF), time.perf_counter()
    make()
    seconds = time.perf_counter() - started
    grown = _peak(resource.RUSAGE_SELF) - before + _peak(resource.RUSAGE_CHILDREN)
    print(json.dumps({"seconds": seconds, "megabytes": grown / 1024}))


def _peak(whose: int) -> int:
    """Kilobytes; of children, the largest."""
    return resource.getrusage(whose).ru_maxrss


if __name__ == "__main__":
    main()
