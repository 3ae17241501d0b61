"""States, roles and sizes of groups in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.directory.groups.models import GroupStatus, MemberRole
from webapp.web.pages import settings

STATUSES = {
    GroupStatus.STARTING: _l("Rintisan"),
    GroupStatus.ACTIVE: _l("Aktif"),
    GroupStatus.NEEDS_SUPPORT: _l("Perlu pembinaan"),
    GroupStatus.INACTIVE: _l("Tidak aktif"),
    GroupStatus.DISSOLVED: _l("Bubar"),
}
ROLES = {
    MemberRole.PATRON: _l("Pembina"),
    MemberRole.CHAIR: _l("Ketua"),
    MemberRole.VICE_CHAIR: _l("Wakil ketua"),
    MemberRole.SECRETARY: _l("Sekretaris"),
    MemberRole.TREASURER: _l("Bendahara"),
    MemberRole.SECTION: _l("Pengurus seksi"),
    MemberRole.MEMBER: _l("Anggota"),
}
# The three that offices name most; others are typed.
SECTIONS = (
    "Bidang Pengumpulan Informasi",
    "Bidang Pengelolaan Informasi",
    "Bidang Penyebaran Informasi",
)


def size_warning(members: int) -> str:
    """What to say of a group that is smaller or larger than usual; nothing of others. It blocks nothing."""
    least, most = settings().kim_members
    if members < least:
        return _(
            "Anggota yang terdata %(n)d orang; lazimnya %(least)d sampai %(most)d.", n=members, least=least, most=most
        )
    if members > most:
        return _(
            "Anggotanya %(n)d orang, lebih banyak dari lazimnya (%(least)d sampai %(most)d).",
            n=members,
            least=least,
            most=most,
        )
    return ""


def member_role(role: str) -> str:
    """A role, or its code, in words."""
    return str(ROLES[MemberRole(role)])
