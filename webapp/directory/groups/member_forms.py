"""The form of one member of a KIM."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField

from webapp.directory.demographics import AGE_GROUPS, GENDERS, OCCUPATIONS
from webapp.directory.forms import line
from webapp.directory.groups.belonging import FACTS, PlannedMember
from webapp.directory.groups.forms import named
from webapp.directory.groups.models import Member, MemberRole
from webapp.directory.groups.wording import ROLES
from webapp.web.forms import GelarForm, options


class MemberForm(GelarForm):
    """Somebody who belongs to the group. Only the name is asked of everybody."""

    name = named(_l("Nama lengkap"), lambda: _("Mohon tulis nama. Satu kata pun boleh."))
    distinguisher = line(_l("Pembeda"), 60)
    role = SelectField(_l("Jabatan"), choices=options((one.value, words) for one, words in ROLES.items()))
    section = line(_l("Seksi atau bidang"), 120)
    gender = RadioField(_l("Jenis kelamin"), default="")
    age_group = SelectField(_l("Kelompok usia"), default="")
    occupation = SelectField(_l("Pekerjaan"), default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unstated = ("", _("Tidak disebutkan"))
        self.gender.choices = options([*GENDERS.items(), unstated])
        self.age_group.choices = options([unstated, *AGE_GROUPS.items()])
        self.occupation.choices = options([unstated, *OCCUPATIONS.items()])

    @classmethod
    def of(cls, member: Member) -> "MemberForm":
        return cls(data={fact: getattr(member, fact) for fact in FACTS} | {"role": member.role.value})

    def plan(self) -> PlannedMember:
        texts = {fact: self[fact].data or "" for fact in FACTS if fact != "role"}
        return PlannedMember(**texts, role=MemberRole(self.role.data))
