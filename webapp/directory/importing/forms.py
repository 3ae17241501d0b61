"""The table that is sent, and what kind of table it is."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, ValidationError

from webapp.directory.importing.models import ImportKind
from webapp.web.forms import GelarForm, options, required

KINDS = {ImportKind.GROUPS: _l("Daftar KIM"), ImportKind.MEMBERS: _l("Daftar anggota")}


class ImportForm(GelarForm):
    kind = RadioField(
        _l("Isi berkas"),
        choices=options((kind.value, words) for kind, words in KINDS.items()),
        validators=[required(lambda: _("Mohon pilih salah satu."))],
    )
    table = FileField(_l("Berkas CSV atau XLSX"), render_kw={"accept": ".csv,.txt,.xlsx", "required": True})

    def validate_table(self, field: FileField) -> None:
        if not field.data:
            raise ValidationError(_("Mohon pilih berkasnya."))
