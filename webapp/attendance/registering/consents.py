"""What people agree to: the notice as it stood, under a version that is stored with every consent."""

from datetime import datetime

from flask_babel import gettext as _

from webapp.attendance.models import Consent
from webapp.directory.models import Organization
from webapp.web.formatting import phone_number

# Raise it with every change of the words below, in either language; a test holds their fingerprint.
VERSION = "2026-11-23"
PURPOSE = "participation"
CONTACT_MONTHS = 12


def given(channel: str, locale: str, at: datetime) -> Consent:
    """The proof that goes with a registration: which words, in which language, when, and how."""
    return Consent(purpose=PURPOSE, text_version=VERSION, locale=locale, channel=channel, given_at=at)


def notice(organization: Organization, summary: str) -> list[str]:
    """The notice's paragraphs in the page's language (UU 27/2022, Pasal 21)."""
    return [
        _(
            "Data Bapak/Ibu/Saudara dikumpulkan oleh %(organizer)s untuk (1) pendaftaran dan pencatatan kehadiran"
            " kegiatan %(event)s, (2) pembuatan laporan kegiatan, dan (3) penerbitan sertifikat, dalam rangka tugas"
            " pelayanan informasi publik.",
            organizer=organization.name,
            event=summary,
        ),
        _(
            "Data yang diproses: nama, nomor HP atau surel, asal instansi/KIM, jabatan, jenis kelamin, kelompok usia,"
            " pekerjaan, wilayah, dan waktu hadir. Nomor HP dan surel disimpan sampai %(months)s bulan setelah"
            " kegiatan; daftar hadir disimpan sesuai jadwal retensi arsip. Data tidak diperjualbelikan dan tidak"
            " ditampilkan kepada umum.",
            months=CONTACT_MONTHS,
        ),
        _(
            "Bapak/Ibu berhak melihat, memperbaiki, memperoleh salinan, menarik persetujuan, dan meminta penghapusan"
            " data melalui %(contact)s; permintaan ditanggapi paling lambat 3×24 jam. (UU No. 27 Tahun 2022)",
            contact=contact(organization),
        ),
    ]


def contact(organization: Organization) -> str:
    """Who answers for personal data, as words: the officer, else the contact person, else the organizer."""
    if organization.data_contact:
        return organization.data_contact
    person = " ".join(filter(None, (organization.contact_name, phone_number(organization.contact_phone))))
    return person or organization.name
