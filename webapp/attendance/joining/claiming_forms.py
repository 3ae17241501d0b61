"""What somebody types who heard or saw the code of attendance."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from webapp.attendance.joining.door_forms import DoorForm
from webapp.attendance.registering.forms import on_one_line
from webapp.web.forms import GelarForm, at_most, plain_text, required

LONGEST_CLAIM = 20


def _claimed() -> StringField:
    checks = [required(lambda: str(_l("Tulis kode yang dibacakan panitia."))), at_most(LONGEST_CLAIM), plain_text]
    return StringField(_l("Kode kehadiran"), filters=[on_one_line], validators=checks)


class ClaimForm(GelarForm):
    """On the personal page, which knows whose it is."""

    claimed = _claimed()


class OpenClaimForm(DoorForm):
    """On the page for everybody, which asks who it is as the door does."""

    claimed = _claimed()
