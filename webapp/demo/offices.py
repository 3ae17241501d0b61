"""The sample organizers, KIM groups and accounts."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from webapp.accounts import signing_in
from webapp.accounts.models import GrantRole, User
from webapp.attendance.rooms import keeping
from webapp.attendance.rooms.models import Server
from webapp.database import db
from webapp.demo.people import Origin
from webapp.directory.models import Organization, OrganizationKind, Signatory
from webapp.web.pages import settings
from webapp.web.tokens import new_ref

SAMPLE_OFFICE = "kominfo-contoh"
SEED_OFFICE = "diskominfosantik-kalteng"
PASSWORD = "tikar-rotan-2022"  # noqa: S105  # printed for everybody; accounts of the demo only

# (address, name shown, role, words for the person who tries it)
SIGN_INS = (
    ("panitia@contoh.gelar", "Panitia Contoh", GrantRole.ADMIN, _l("Panitia")),
    ("meja@contoh.gelar", "Petugas Meja Contoh", GrantRole.DESK, _l("Petugas meja")),
    ("pimpinan@contoh.gelar", "Pimpinan Contoh", GrantRole.VIEWER, _l("Pimpinan")),
)

LETTERHEAD = "\n".join(
    (
        "PEMERINTAH PROVINSI KALIMANTAN TENGAH (CONTOH)",
        "DINAS KOMUNIKASI DAN INFORMATIKA CONTOH",
        "Jalan Contoh Nomor 1, Palangka Raya",
    )
)


def make_offices() -> tuple[Organization, Organization]:
    """The invented office of the samples, and the real organizer of the webinar of 10 March 2022."""
    sample = Organization(
        slug=SAMPLE_OFFICE,
        kind=OrganizationKind.OFFICE,
        name="Dinas Kominfo Contoh Kalimantan Tengah",
        letterhead=LETTERHEAD,
        place="Palangka Raya",
        data_contact="pdp@contoh.gelar",
        certificate_number="500.14/{urut}/d.3/Kominfo-Contoh/{bulan_romawi}/{tahun}",
        is_sample=True,
    )
    sample.signatories = [
        Signatory(
            title_line="Kepala Dinas (Contoh),",
            name="NAMA PEJABAT CONTOH",
            rank="Pembina Tingkat I",
        )
    ]
    seed = Organization(
        slug=SEED_OFFICE,
        kind=OrganizationKind.OFFICE,
        name="Diskominfosantik Provinsi Kalimantan Tengah",
        region_code="62.71",
        place="Palangka Raya",
        is_sample=True,
    )
    db.session.add_all([sample, seed])
    db.session.flush()
    return sample, seed


def origins(groups: dict[str, Organization], *, regencies: int, most: int) -> list[Origin]:
    """`most` groups out of the first `regencies` kabupaten/kota."""
    codes = sorted({group.region_code or "" for group in groups.values()})[-regencies:]
    chosen = [group for group in groups.values() if group.region_code in codes]
    return [Origin(group.slug, group.name, group.region_code or "") for group in chosen[:most]]


def make_accounts(offices: tuple[Organization, ...], *, at: datetime) -> None:
    """One account a role, for every sample office."""
    for email, name, role, _words in SIGN_INS:
        user = signing_in.create_user(email=email, name=name, password=PASSWORD, at=at)
        user.is_sample = True
        for office in offices:
            signing_in.grant(user, organization_id=office.id, role=role)


def let_zoom_tell(office: Organization, *, at: datetime) -> None:
    """Zoom may tell the office who comes and goes. Of all servers it alone has no address that would be looked up."""
    account = keeping.Account("", "", new_ref(), None)
    keeping.keep_server(office, Server.ZOOM, account, settings=settings(), at=at - timedelta(days=30))


def sample_account(role: GrantRole) -> User | None:
    """The demo account of a role, while the demo is loaded; None for a role that has none."""
    address = next((email for email, _name, held, _words in SIGN_INS if held is role), None)
    return db.session.scalar(select(User).where(User.email == address, User.is_sample))
