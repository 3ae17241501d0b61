"""What a table would do to the directory: which rows are new, which change something, what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webapp.accounts.identity import Identity
from webapp.directory.importing.judging import Problems

MOST_WARNINGS = 50
SAMPLED = 10


@dataclass(frozen=True)
class Asker:
    """Whose import it is and when; `step` hears how many rows were read."""

    identity: Identity
    at: datetime
    step: Callable[[int], None] = lambda _rows: None


@dataclass
class Match:
    """The rows sorted by what becomes of them. `inserts` and `updates` are values of columns, ready to be written."""

    problems: Problems = field(default_factory=Problems)
    rows: int = 0
    same: int = 0
    inserts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    sample: list[list[str]] = field(default_factory=list)

    def take(self, *words: str) -> None:
        """Count a row, and keep the first ones to be shown."""
        self.rows += 1
        if len(self.sample) < SAMPLED:
            self.sample.append(list(words))

    def findings(self) -> dict[str, Any]:
        """As JSON, for the page of the import."""
        return {
            "rows": self.rows,
            "new": len(self.inserts),
            "changed": len(self.updates),
            "same": self.same,
            "problems": [list(one) for one in self.problems.shown],
            "problem_count": self.problems.count,
            "warnings": [list(one) for one in self.warnings[:MOST_WARNINGS]],
            "warning_count": len(self.warnings),
            "sample": self.sample,
        }
