"""The letter of the committee and whom it is for."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from webapp.attendance.announcing.announcing import Letter
from webapp.attendance.announcing.segments import Segment
from webapp.attendance.models import RegistrationStatus
from webapp.attendance.registering.forms import is_form_token
from webapp.attendance.telling.announced import ANNOUNCEMENT
from webapp.attendance.telling.texts import LONGEST_BODY, LONGEST_SUBJECT, Text, wrong_with
from webapp.events.models import Mode
from webapp.web.forms import GelarForm, at_most, options, required
from webapp.web.tokens import new_token

_MODES = (("", _l("Semua")), (Mode.IN_PERSON.value, _l("Luring")), (Mode.ONLINE.value, _l("Daring")))
_STATUSES = (
    ("", _l("Semua")),
    (RegistrationStatus.CONFIRMED.value, _l("Terdaftar")),
    (RegistrationStatus.WAITING.value, _l("Daftar tunggu")),
    (RegistrationStatus.PENDING.value, _l("Menunggu verifikasi")),
)
_ATTENDED = (("", _l("Semua")), ("yes", _l("Yang hadir")), ("no", _l("Yang tidak hadir")))


class AnnouncementForm(GelarForm):
    """Whom it is for, then what it says."""

    mode = SelectField(_l("Cara ikut"), choices=options(_MODES), default="")
    status = SelectField(_l("Keadaan pendaftaran"), choices=options(_STATUSES), default="")
    kim = SelectField(_l("Asal KIM"), default="")
    attended = SelectField(_l("Kehadiran"), choices=options(_ATTENDED), default="")
    subject = StringField(_l("Judul surel"), [required(), at_most(LONGEST_SUBJECT)])
    body = TextAreaField(_l("Isi kabar"), [required(), at_most(LONGEST_BODY)], render_kw={"rows": 10})
    form_token = HiddenField()

    def __init__(self, *args: Any, groups: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(number): name for number, name in groups}
        self.kim.choices = [("", str(_l("Semua"))), *self.groups.items()]
        if not is_form_token(self.form_token.data):
            self.form_token.data = new_token()

    def holds(self) -> bool:
        """Whether everything can stand; else the sentences are at their fields."""
        is_whole = bool(self.validate())
        text = Text(self.subject.data or "", self.body.data or "")
        for name, sentence in wrong_with(ANNOUNCEMENT, text).items() if is_whole else ():
            self[name].errors = [sentence]
            is_whole = False
        return is_whole

    def letter(self) -> Letter:
        return Letter(self.subject.data or "", self.body.data or "", self.form_token.data or "")

    def segment(self, event_id: int) -> Segment:
        return Segment(
            event_id,
            mode=Mode(self.mode.data) if self.mode.data else None,
            status=RegistrationStatus(self.status.data) if self.status.data else None,
            kim_id=int(self.kim.data) if self.kim.data else None,
            attended=self.attended.data or "",
        )

    def kim_name(self) -> str:
        """The chosen group's name; "" when none was chosen."""
        return self.groups.get(self.kim.data or "", "")
