"""Rows of a form that people add and take away with plain submit buttons, so that no JavaScript is needed."""

import re
from collections.abc import Iterator
from typing import Any

from wtforms import FieldList, HiddenField
from wtforms.utils import unset_value

from webapp.web.forms import GelarForm

ADD, REMOVE = "add:", "remove:"


def single_line(value: Any) -> Any:
    """Blanks at the ends off, line ends and runs of blanks made one: what becomes a title or a name."""
    return re.sub(r"[ \t\r\n\u00a0]+", " ", value).strip() if isinstance(value, str) else value


class Rows(FieldList):  # type: ignore[type-arg]  # not generic at run time
    """A list of rows; their numbers may have gaps. `add:NAME` and `remove:NAME-NUMBER` are what its buttons send."""

    def press(self, button: str, values: dict[str, object] | None = None) -> bool:
        """Do what a button of this list says; False when it belongs to something else."""
        if button == f"{ADD}{self.name}":
            if self.max_entries is None or len(self.entries) < self.max_entries:
                self.append_entry(values or {})
            return True
        if button in self._buttons:
            self.pop_entry(self._buttons.index(button))  # type: ignore[call-arg]  # newer than its types
        return button.startswith(f"{REMOVE}{self.name}-")

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the rows that were sent; they are numbered anew, so what their buttons said is kept."""
        super().process(formdata, data, extra_filters)
        numbers = sorted(set(self._extract_indices(self.name, formdata or ())))
        self._buttons = [f"{REMOVE}{self.name}-{number}" for number in numbers[: len(self.entries)]]

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        # int() also reads digits of other scripts, and numbers longer than Python cares to: neither is ours.
        for name in formdata:
            number = name[len(prefix) + 1 :].split("-", 1)[0]
            if name.startswith(f"{prefix}-") and number.isascii() and number.isdigit() and len(number) < 6:
                yield int(number)


class Row(GelarForm):
    """One row; the form around it carries the CSRF token."""

    class Meta(GelarForm.Meta):
        csrf = False

    row_id = HiddenField()

    def standing_id(self) -> int | None:
        """Id of the stored row, None for a new one."""
        text = self.row_id.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
