"""Forms of importing registrations: the file, what its columns mean, where the consent was given."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, ValidationError

from webapp.attendance.importing.registrations.columns import Column, choices
from webapp.attendance.importing.registrations.registering import LONGEST_NOTE
from webapp.attendance.questions.models import Question
from webapp.attendance.registering.forms import MODE_LABELS
from webapp.events.models import Mode
from webapp.web.forms import GelarForm, at_most, options, plain_text, required

MOST_BYTES = 5 * 1024 * 1024


class TableForm(GelarForm):
    """The table itself."""

    table = FileField(_l("Berkas tabel"), render_kw={"accept": ".csv,.xlsx"})

    def validate_table(self, field: FileField) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(_("Mohon pilih berkas tabelnya."))

    def content(self) -> tuple[bytes, str]:
        """The bytes, one more than is accepted at most, and the name."""
        return self.table.data.stream.read(MOST_BYTES + 1), self.table.data.filename[:200]


class MappingForm(GelarForm):
    """What each column means, and the mode of rows that name none."""

    mode = RadioField(_l("Cara ikut bila tidak disebut"), choices=options(MODE_LABELS.items()))
    columns: Sequence[Column] = ()

    def mapping(self) -> dict[str, str]:
        return {str(column.number): self[f"c{column.number}"].data or "" for column in self.columns}

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = bool(super().validate(extra_validators))
        chosen = [name for name in self.mapping().values() if name]
        if len(set(chosen)) < len(chosen):
            self.form_errors.append(_("Satu isian hanya dapat diambil dari satu kolom."))
        if "name" not in chosen:
            self.form_errors.append(_("Pilih kolom yang berisi nama."))
        return is_right and not self.form_errors


def mapping_form(
    columns: Sequence[Column], own: Sequence[Question], modes: Sequence[Mode], data: Mapping[str, Any] | None = None
) -> MappingForm:
    """A form with a select for each column, filled from the request or from `data`."""
    listed = options([("", _("Tidak dipakai")), *choices(own).items()])
    fields = {f"c{column.number}": SelectField(column.title[:80], choices=listed, default="") for column in columns}
    given: dict[str, Any] = {} if data is None else {"formdata": None, "data": dict(data)}
    form: MappingForm = type("TableMapping", (MappingForm,), fields)(**given)
    form.columns = columns
    form.mode.choices = options((mode.value, MODE_LABELS[mode.value]) for mode in modes)
    return form


class ConsentForm(GelarForm):
    """Where these people agreed that their data may be kept."""

    note = StringField(
        _l("Di mana persetujuan mereka diberikan?"),
        [required(lambda: _("Tuliskan di mana persetujuan mereka diberikan.")), at_most(LONGEST_NOTE), plain_text],
    )
    consent = BooleanField(
        _l("Setiap orang di tabel ini sudah menyetujui pemrosesan datanya untuk kegiatan ini."),
        render_kw={"required": True},
    )

    def validate_consent(self, field: BooleanField) -> None:
        if not field.data:
            raise ValidationError(_("Tanpa persetujuan mereka kami tidak boleh menyimpan datanya."))
