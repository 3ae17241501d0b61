"""What each act is called. An act without words is shown by its code."""

from flask_babel import lazy_gettext as _l

ACTS = {
    "event.drafted": _l("Draf kegiatan disusun"),
    "event.revised": _l("Kegiatan diubah"),
    "event.published": _l("Kegiatan diterbitkan"),
    "event.postponed": _l("Kegiatan ditunda"),
    "event.cancelled": _l("Kegiatan dibatalkan"),
    "event.reopened": _l("Kegiatan dibuka kembali"),
    "event.draft_deleted": _l("Draf kegiatan dihapus"),
    "registration.approved": _l("Pendaftaran diterima"),
    "registration.declined": _l("Pendaftaran ditolak"),
    "message.passed_on": _l("Pesan disampaikan dengan tangan"),
    "desk.opened": _l("Meja registrasi dibuka"),
    "desk.closed": _l("Meja registrasi ditutup"),
    "participants.viewed": _l("Daftar peserta dilihat"),
    "attendance.exported": _l("Daftar hadir diunduh"),
    "audit.exported": _l("Catatan perbuatan diunduh"),
    "organization.revised": _l("Pengaturan penyelenggara diubah"),
    "api_token.issued": _l("Kunci program diterbitkan"),
    "account.made": _l("Akun dibuat"),
    "account.signed_in": _l("Masuk"),
    "account.signed_out": _l("Keluar"),
    "account.sessions_ended": _l("Sesi lain diakhiri"),
    "account.password_set": _l("Kata sandi diganti"),
    "account.password_reset_asked": _l("Tautan kata sandi baru diminta"),
    "account.second_factor_added": _l("Faktor kedua dipasang"),
    "account.second_factor_removed": _l("Faktor kedua dilepas"),
    "account.recovery_code_used": _l("Kode pemulihan dipakai"),
    "account.disabled": _l("Akun dinonaktifkan"),
    "account.enabled": _l("Akun diaktifkan kembali"),
    "grant.given": _l("Hak diberikan"),
    "grant.taken": _l("Hak dicabut"),
    "invitation.made": _l("Undangan dibuat"),
    "invitation.accepted": _l("Undangan diterima"),
    "invitation.revoked": _l("Undangan dicabut"),
    "person.seen": _l("Data Saya dibuka"),
    "person.copied": _l("Salinan data diunduh"),
    "person.corrected": _l("Data pribadi diperbaiki"),
    "person.consent_withdrawn": _l("Persetujuan ditarik"),
    "person.erased": _l("Data pribadi dihapus"),
    "request.filed": _l("Permintaan data diajukan"),
    "request.answered": _l("Permintaan data dijawab"),
    "retention.done": _l("Retensi dijalankan"),
    "breach.listed": _l("Daftar orang terdampak diunduh"),
}

ACTORS = {
    "user": _l("Akun"),
    "desk": _l("Meja"),
    "program": _l("Program"),
    "participant": _l("Peserta"),
    "system": _l("Sistem"),
}


def act(code: str) -> str:
    return str(ACTS.get(code, code))
