"""What the values of an entry are called. A field without words is shown by its code, which a test forbids."""

from flask_babel import lazy_gettext as _l

FIELDS = {
    "act": _l("Perbuatan"), "affiliation": _l("Asal"), "age_group": _l("Kelompok usia"),
    "calendar": _l("Alamat kalender"), "certificate": _l("Sertifikat"),
    "certificate_number": _l("Pola nomor sertifikat"),
    "certificates": _l("Sertifikat"), "changed": _l("Berubah"), "codes": _l("Kode kehadiran"), "colour": _l("Warna"),
    "conference_passcode": _l("Kata sandi rapat"), "conference_url": _l("Tautan rapat"),
    "contact_months": _l("Masa simpan kontak (bulan)"), "contacts": _l("Kontak dihapus"), "dates": _l("Tanggal"),
    "decree_date": _l("Tanggal SK"), "decree_issuer": _l("Penerbit SK"), "decree_number": _l("Nomor SK"),
    "description": _l("Uraian"), "design": _l("Rancangan"), "desk": _l("Meja"), "distinguisher": _l("Pembeda"),
    "district_code": _l("Kecamatan"), "email": _l("Surel"), "entries": _l("Catatan"),
    "expires_at": _l("Berlaku sampai"), "format": _l("Bentuk"), "frequency": _l("Berulang"), "from": _l("Dari"),
    "gender": _l("Jenis kelamin"), "group": _l("KIM"), "import": _l("Impor"), "in_person": _l("Luring"),
    "consent": _l("Persetujuan"), "kind_name": _l("Nama jenis"),
    "indicators": _l("Indikator"), "known": _l("Sudah terdaftar"),
    "question": _l("Pertanyaan"), "registered": _l("Didaftarkan"), "room": _l("Ruang"), "state": _l("Keadaan"),
    "is_approved": _l("Disetujui"), "party": _l("Nobar"), "visit": _l("Kunjungan"),
    "is_platform_admin": _l("Pengelola sistem"), "is_present": _l("Hadir"), "kim_id_number": _l("Nomor ID KIM"),
    "kim_id_url": _l("Alamat kim.id"), "kind": _l("Jenis"), "late_after": _l("Terlambat setelah (menit)"),
    "lesson_hours": _l("Jam pelajaran"), "letterhead": _l("Kop surat"), "level": _l("Berlaku untuk"),
    "lines": _l("Baris"), "locale": _l("Bahasa"), "login": _l("Akun"), "member": _l("Anggota"),
    "message": _l("Pesan"), "messages": _l("Pesan"), "minutes": _l("Menit"), "minutes_percent": _l("Menit (persen)"),
    "mode": _l("Cara ikut"), "moved_up": _l("Naik dari daftar tunggu"), "name": _l("Nama"),
    "name_years": _l("Masa simpan nama (tahun)"), "needs": _l("Kebutuhan"), "needs_all": _l("Semua syarat"),
    "paper": _l("Tanda tangan kertas"), "typing": _l("Kode diketik"), "watching": _l("Nonton bersama"),
    "new": _l("Baru"), "number": _l("Nomor"), "occupation": _l("Pekerjaan"), "online": _l("Daring"),
    "organization": _l("Penyelenggara"), "organization_id": _l("Penyelenggara"), "part": _l("Bagian"),
    "parts": _l("Bagian"), "people": _l("Orang"), "persons": _l("Orang dibuat anonim"), "phone": _l("Nomor HP"),
    "phones": _l("Nomor HP"), "photos": _l("Foto"), "place": _l("Tempat surat"), "point": _l("Titik"),
    "position": _l("Jabatan"), "provider": _l("Penyedia"), "reason": _l("Alasan"), "region_code": _l("Wilayah"),
    "registration": _l("Pendaftaran"), "registration_closes_at": _l("Pendaftaran ditutup"),
    "registration_opens_at": _l("Pendaftaran dibuka"), "report": _l("Laporan"), "represents": _l("Mewakili"),
    "request": _l("Permintaan"), "requires_approval": _l("Perlu persetujuan"), "role": _l("Peran"),
    "roles": _l("Pengisi acara"), "row": _l("Baris"), "rows": _l("Baris"), "same": _l("Tetap"),
    "scan": _l("Catatan pindai"), "seats": _l("Kursi"), "segment": _l("Penerima"), "session": _l("Sesi"),
    "sessions": _l("Sesi"), "sessions_percent": _l("Sesi (persen)"), "shift": _l("Digeser (detik)"),
    "since": _l("Sejak"), "status": _l("Keadaan"), "stream_url": _l("Tautan siaran"), "summary": _l("Judul"),
    "template": _l("Pola"), "title": _l("Judul"), "to": _l("Sampai"), "told": _l("Diberi tahu"), "topic": _l("Tema"),
    "tzid": _l("Zona waktu"), "until": _l("Sampai"), "venue": _l("Tempat"), "village": _l("Desa/kelurahan"),
    "village_code": _l("Kode desa"), "visibility": _l("Terlihat oleh"), "with": _l("Bersama"), "words": _l("Kata"),
}  # fmt: skip


# Codes that stand as values, of the fields whose values are codes; every other value is somebody's own words.
CODED = {"phones", "kind", "mode", "role", "visibility", "status"}
VALUES = {
    "masked": _l("disamarkan"), "full": _l("lengkap"),
    "copy": _l("Salinan data"), "correct": _l("Pembetulan"), "withdraw": _l("Penarikan persetujuan"),
    "erase": _l("Penghapusan"), "object": _l("Keberatan"), "other": _l("Lainnya"),
    "in_person": _l("Luring"), "online": _l("Daring"), "hybrid": _l("Hibrida"),
    "public": _l("umum"), "unlisted": _l("hanya dengan tautan"), "confidential": _l("tertutup"),
    "admin": _l("Pengelola"), "committee": _l("Panitia"), "desk": _l("Petugas meja"), "viewer": _l("Hanya melihat"),
    "chair": _l("Ketua"), "vice_chair": _l("Wakil ketua"), "secretary": _l("Sekretaris"), "treasurer": _l("Bendahara"),
    "section": _l("Pengurus seksi"), "member": _l("Anggota"), "patron": _l("Pelindung"),
    "groups": _l("KIM"), "members": _l("Anggota"),
}  # fmt: skip


def said(name: str, value: str) -> str:
    """A value in words where the field holds codes."""
    return str(VALUES.get(value, value)) if name in CODED else value


def called(name: str) -> str:
    return str(FIELDS.get(name, name))
