"""The form of one question."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, optional, plain_text, required

LONGEST, LONGEST_NAME = 500, 80


class AskingForm(GelarForm):
    text = TextAreaField(
        _l("Pertanyaan"), [required(), at_most(LONGEST), plain_text], filters=[single_line], render_kw={"rows": 3}
    )
    name = StringField(_l("Nama"), [optional, at_most(LONGEST_NAME), plain_text], filters=[single_line])
