"""One field for a code of six digits, or a recovery code."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField

from webapp.web.forms import GelarForm, at_most, plain_text, required


class CodeForm(GelarForm):
    code = StringField(_l("Kode"), [required(lambda: _l("Tuliskan kodenya.")), at_most(20), plain_text])

    def refuse(self) -> None:
        self.code.errors = [_("Kode ini tidak cocok atau sudah dipakai. Mohon tunggu kode berikutnya.")]
