"""What an organization says of its servers, and an event of its room."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, StringField

from webapp.attendance.rooms.keeping import Account
from webapp.attendance.rooms.models import Server
from webapp.web.forms import GelarForm, at_most, plain_text

LONGEST_ADDRESS, LONGEST_SECRET = 200, 200
NAMES = {Server.BIGBLUEBUTTON: "BigBlueButton", Server.JITSI: "Jitsi", Server.ZOOM: "Zoom"}


class ServerForm(GelarForm):
    """One server. The secret goes in and never comes out again."""

    address = StringField(_l("Alamat server"), validators=[at_most(LONGEST_ADDRESS), plain_text])
    app_id = StringField("App ID", validators=[at_most(100), plain_text])
    secret = PasswordField(_l("Kunci rahasia"), validators=[at_most(LONGEST_SECRET), plain_text])

    def account(self, *, by: int) -> Account:
        return Account(self.address.data or "", self.app_id.data or "", (self.secret.data or "").strip(), by)


class RoomForm(GelarForm):
    """Where an event is held online: behind its own link ("link"), or on one of these servers."""

    room = RadioField(_l("Ruang daring"))
