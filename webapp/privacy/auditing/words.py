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
    "form.decided": _l("Formulir pendaftaran diatur"),
    "seats.released": _l("Kursi kosong dilepas"),
    "registration.approved": _l("Pendaftaran diterima"),
    "registration.declined": _l("Pendaftaran ditolak"),
    "registration.corrected": _l("Data peserta dibetulkan"),
    "registration.substituted": _l("Pengganti peserta dicatat"),
    "registration.permitted": _l("Izin wali dicatat"),
    "registration.switched": _l("Cara ikut diganti"),
    "registration.cancelled": _l("Pendaftaran dibatalkan"),
    "ticket.reissued": _l("Tiket baru dibuat"),
    "person.merged": _l("Dua peserta disatukan"),
    "person.parted": _l("Peserta dipisahkan kembali"),
    "message.passed_on": _l("Pesan disampaikan dengan tangan"),
    "venue_code.opened": _l("Kode di tempat ditampilkan"),
    "venue_code.closed": _l("Kode di tempat dimatikan"),
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
    "account.signed_out_elsewhere": _l("Perangkat lain dikeluarkan"),
    "account.disabled": _l("Akun ditutup"),
    "account.enabled": _l("Akun dibuka kembali"),
    "account.second_factor_added": _l("Kode kedua dinyalakan"),
    "account.second_factor_removed": _l("Kode kedua dimatikan"),
    "account.recovery_codes_renewed": _l("Kode cadangan dibuat baru"),
    "team.second_factor_demanded": _l("Kode kedua diwajibkan"),
    "team.second_factor_waived": _l("Kode kedua tidak lagi diwajibkan"),
    "account.renamed": _l("Nama akun diubah"),
    "account.password_set": _l("Kata sandi diganti"),
    "calendar.opened": _l("Alamat kalender dibuat"),
    "calendar.renewed": _l("Alamat kalender diganti"),
    "calendar.revoked": _l("Alamat kalender dicabut"),
    "grant.given": _l("Hak diberikan"),
    "grant.changed": _l("Hak diubah"),
    "grant.taken": _l("Hak dicabut"),
    "team.invited": _l("Anggota tim diundang"),
    "team.withdrawn": _l("Undangan ditarik kembali"),
    "team.pin_renewed": _l("Tautan PIN baru dibuat"),
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
