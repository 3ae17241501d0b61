"""What each role is called, and what it may do."""

from flask_babel import lazy_gettext as _l

from webapp.accounts.models import GrantRole

ROLES = {
    GrantRole.ADMIN: (_l("Pengelola"), _l("Semuanya, juga pengaturan, tim, dan catatan perbuatan.")),
    GrantRole.COMMITTEE: (_l("Panitia"), _l("Menyusun kegiatan, peserta, laporan.")),
    GrantRole.DESK: (_l("Petugas meja"), _l("Memindai dan mencari peserta di meja registrasi.")),
    GrantRole.VIEWER: (_l("Pengamat"), _l("Hanya melihat kegiatan dan laporan.")),
}


def role_name(role: GrantRole) -> str:
    """The name of a role at the head of a line or in a list."""
    return str(ROLES[role][0])


def role_in_sentence(role: GrantRole) -> str:
    """The same inside a sentence: "sebagai petugas meja"."""
    return role_name(role).lower()
