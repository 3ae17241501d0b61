"""Inviting somebody, and accepting."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, ValidationError

from webapp.accounts.forms import NewPasswordForm
from webapp.accounts.models import GrantRole
from webapp.directory.teams.inviting import Invited
from webapp.directory.teams.models import Invitation
from webapp.directory.teams.words import ROLES
from webapp.web.contacts import WrongContact, parsed_email, parsed_phone
from webapp.web.form_rows import single_line
from webapp.web.forms import GelarForm, at_most, options, plain_text, required

ROLE_OPTIONS = options((role.value, name) for role, (name, _may) in ROLES.items())


class InvitationForm(GelarForm):
    login = StringField(
        _l("Alamat surel atau nomor WhatsApp"),
        [required(lambda: _l("Tuliskan alamat surel, atau nomor WhatsApp pengurus KIM.")), at_most(254), plain_text],
    )
    role = RadioField(_l("Sebagai"), choices=ROLE_OPTIONS, default=GrantRole.COMMITTEE.value)

    invited: Invited | None = None

    def validate_login(self, field: StringField) -> None:
        text = field.data or ""
        try:
            login = parsed_email(text) if "@" in text else parsed_phone(text)
        except WrongContact as wrong:
            raise ValidationError(str(wrong)) from None
        if self.role.data in set(GrantRole):
            self.invited = Invited(login, GrantRole(self.role.data))


class RoleForm(GelarForm):
    role = SelectField(_l("Peran"), choices=ROLE_OPTIONS)


class AcceptanceForm(NewPasswordForm):
    name = StringField(
        _l("Nama lengkap"),
        [required(lambda: _l("Tuliskan nama lengkap.")), at_most(120), plain_text],
        filters=[single_line],
    )

    @classmethod
    def for_invitation(cls, invitation: Invitation) -> "AcceptanceForm":
        return cls(known=(invitation.login,), is_pin=invitation.email is None)


class PinForm(NewPasswordForm):
    """A new PIN for an account that stands."""


def chosen_role(form: RoleForm) -> GrantRole:
    return GrantRole(form.role.data)
