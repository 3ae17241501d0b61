"""What the operator and the committee decide about attendance online."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField

from webapp.attendance.verdicts.models import Codes, Part
from webapp.attendance.verdicts.rules import Rule
from webapp.events.fields import WholeNumberField, between
from webapp.web.forms import GelarForm, options, required

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


class RuleForm(GelarForm):
    """What the event asks of those who take part online. Empty numbers ask nothing."""

    minutes_percent = WholeNumberField(_l("Bagian sesi yang diikuti, dalam persen"), validators=[between(0, 100)])
    codes = RadioField(
        _l("Kode yang dibacakan"),
        choices=options([
            (Codes.NONE.value, _l("Tidak diminta")),
            (Codes.ONE.value, _l("Salah satu")),
            (Codes.BOTH.value, _l("Pembuka dan penutup")),
        ]),
        validators=[required()],
    )  # fmt: skip
    needs_all = RadioField(
        _l("Bila menit dan kode diminta"),
        choices=options([("any", _l("Salah satunya cukup")), ("all", _l("Keduanya harus terpenuhi"))]),
        validators=[required()],
    )
    late_after = WholeNumberField(_l("Terlambat setelah, dalam menit"), validators=[between(0, 240)])
    early_before = WholeNumberField(
        _l("Pulang lebih awal bila sebelum menit-menit terakhir ini"), validators=[between(0, 240)]
    )
    takes_paper = BooleanField(_l("Tanda tangan pada daftar hadir kertas cukup"))
    takes_watching = BooleanField(_l("Nonton bersama yang disetujui panitia cukup"))
    takes_reports = BooleanField(_l("Menit dari laporan ruang daring yang diimpor ikut dihitung"))
    sessions_percent = WholeNumberField(_l("Sesi yang diikuti, dalam persen"), validators=[between(0, 100)])

    @classmethod
    def of(cls, rule: Rule) -> "RuleForm":
        return cls(
            formdata=None,
            minutes_percent=rule.minutes_percent or None,
            codes=rule.codes.value,
            needs_all="all" if rule.needs_all else "any",
            late_after=rule.late_after or None,
            early_before=rule.early_before or None,
            takes_paper=rule.takes_paper,
            takes_watching=rule.takes_watching,
            takes_reports=rule.takes_reports,
            sessions_percent=rule.sessions_percent or None,
        )

    def rule(self) -> Rule:
        return Rule(
            minutes_percent=self.minutes_percent.data or 0,
            codes=Codes(self.codes.data),
            needs_all=self.needs_all.data == "all",
            late_after=self.late_after.data or 0,
            early_before=self.early_before.data or 0,
            takes_paper=self.takes_paper.data,
            takes_watching=self.takes_watching.data,
            takes_reports=self.takes_reports.data,
            sessions_percent=self.sessions_percent.data or 0,
        )
