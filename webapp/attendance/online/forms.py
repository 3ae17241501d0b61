"""What the operator and the committee decide about attendance online."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from webapp.attendance.verdicts.models import Codes, Part, Weight
from webapp.attendance.verdicts.rules import Ground, Rule
from webapp.events.fields import WholeNumberField, between
from webapp.web.forms import GelarForm, options

MINUTES = (5, 10, 15, 30, 60)


class CodeForm(GelarForm):
    """Which code, and how long it can be typed."""

    part = RadioField(
        _l("Kode"),
        choices=options([(Part.OPENING.value, _l("Kode pembuka")), (Part.CLOSING.value, _l("Kode penutup"))]),
        default=Part.OPENING.value,
    )
    minutes = SelectField(
        _l("Dapat diketik selama"),
        choices=options([(str(n), _l("%(n)d menit", n=n)) for n in MINUTES]),
        default="10",
    )


WEIGHTS = options([
    (Weight.ALONE.value, _l("Cukup dengan sendirinya")),
    (Weight.NEEDED.value, _l("Harus ada")),
    (Weight.IGNORED.value, _l("Tidak dihitung")),
])  # fmt: skip
COUNTED = "minutes"  # of a report: its minutes count, being named in it does not


class RuleForm(GelarForm):
    """What each kind of evidence is worth at this event."""

    scan = SelectField(_l("Tiket dipindai di tempat"), choices=WEIGHTS)
    paper = SelectField(_l("Tanda tangan pada daftar hadir kertas"), choices=WEIGHTS)
    minutes = SelectField(_l("Lama mengikuti"), choices=WEIGHTS)
    minutes_percent = WholeNumberField(_l("Bagian sesi, dalam persen"), validators=[between(0, 100)])
    typing = SelectField(_l("Kode yang dibacakan"), choices=WEIGHTS)
    codes = SelectField(
        _l("Kode yang diketik"),
        choices=options([(Codes.ONE.value, _l("Salah satu")), (Codes.BOTH.value, _l("Pembuka dan penutup"))]),
        default=Codes.BOTH.value,
    )
    report = SelectField(
        _l("Laporan ruang daring yang diimpor"),
        choices=options([
            (COUNTED, _l("Menitnya ikut dihitung")),
            (Weight.ALONE.value, _l("Tercantum saja sudah cukup")),
            (Weight.NEEDED.value, _l("Harus tercantum")),
            (Weight.IGNORED.value, _l("Tidak dihitung")),
        ]),
    )  # fmt: skip
    watching = SelectField(_l("Nonton bersama yang disetujui panitia"), choices=WEIGHTS)
    late_after = WholeNumberField(_l("Terlambat setelah, dalam menit"), validators=[between(0, 240)])
    early_before = WholeNumberField(
        _l("Pulang lebih awal bila sebelum menit-menit terakhir ini"), validators=[between(0, 240)]
    )
    sessions_percent = WholeNumberField(_l("Sesi yang diikuti, dalam persen"), validators=[between(0, 100)])

    def validate_minutes_percent(self, field: WholeNumberField) -> None:
        if self.minutes.data != Weight.IGNORED and not field.data:
            raise ValidationError(_("Isi berapa persen sesi yang harus diikuti, atau pilih lama tidak dihitung."))

    @classmethod
    def of(cls, rule: Rule) -> "RuleForm":
        weights = {ground.value: rule.weight(ground).value for ground in Ground}
        if rule.report is Weight.IGNORED and rule.takes_reports:
            weights["report"] = COUNTED
        return cls(
            formdata=None,
            minutes_percent=rule.minutes_percent or None,
            codes=rule.codes.value if rule.codes_needed else Codes.BOTH.value,
            late_after=rule.late_after or None,
            early_before=rule.early_before or None,
            sessions_percent=rule.sessions_percent or None,
            **weights,
        )

    def rule(self) -> Rule:
        """What is not counted is not kept: two rules that mean the same are equal."""
        weights = {ground.value: Weight(self[ground.value].data) for ground in Ground if ground is not Ground.REPORT}
        is_timed, is_typed = (weights.pop(name) is not Weight.IGNORED for name in ("minutes", "typing"))
        return Rule(
            minutes_percent=(self.minutes_percent.data or 0) if is_timed else 0,
            codes=Codes(self.codes.data) if is_typed else Codes.NONE,
            minutes=Weight(self.minutes.data) if is_timed else Weight.ALONE,
            typing=Weight(self.typing.data) if is_typed else Weight.ALONE,
            report=Weight.IGNORED if self.report.data == COUNTED else Weight(self.report.data),
            takes_reports=self.report.data != Weight.IGNORED,
            late_after=self.late_after.data or 0,
            early_before=self.early_before.data or 0,
            sessions_percent=self.sessions_percent.data or 0,
            **weights,
        )
