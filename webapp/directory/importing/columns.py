"""The columns of both tables, the same for reading and for writing."""

from webapp.documents.reading.headings import Heading

GROUP = (
    Heading("slug", "Kode KIM", ("kode di gelar",)),
    Heading("name", "Nama KIM", ("nama", "kim"), is_required=True),
    Heading("region", "Kabupaten/Kota", ("kab/kota", "kabkota", "kabupaten", "kota")),
    Heading("district", "Kecamatan", ("kec",)),
    Heading("village", "Desa/Kelurahan", ("desa", "kelurahan", "desa/kel")),
    Heading("village_code", "Kode Desa/Kelurahan", ("kode desa", "kode kelurahan", "kode wilayah")),
    Heading("status", "Keadaan", ("status",)),
    Heading("decree_number", "Nomor SK", ("no sk", "sk")),
    Heading("decree_date", "Tanggal SK", ("tgl sk",)),
    Heading("decree_issuer", "Penerbit SK", ("diterbitkan oleh", "pejabat penerbit")),
    Heading("kim_id_number", "Nomor KIM.ID", ("kim.id", "id kim", "nomor id kim")),
    Heading("kim_id_url", "Alamat laman", ("laman", "website", "situs")),
    Heading("contact_name", "Narahubung", ("nama narahubung", "kontak")),
    Heading("contact_phone", "Nomor WhatsApp", ("no hp", "nomor hp", "telepon", "wa", "no wa")),
)
MEMBER = (
    Heading("slug", "Kode KIM", ("kode di gelar",)),
    Heading("group", "Nama KIM", ("kim", "kelompok"), is_required=True),
    Heading("name", "Nama anggota", ("nama", "nama lengkap"), is_required=True),
    Heading("distinguisher", "Pembeda"),
    Heading("role", "Jabatan", ("posisi",)),
    Heading("section", "Seksi/Bidang", ("seksi", "bidang")),
    Heading("gender", "L/P", ("jenis kelamin", "jk", "kelamin")),
    Heading("age_group", "Kelompok usia", ("usia", "umur")),
    Heading("occupation", "Pekerjaan", ("profesi",)),
)
LONGEST = {"name": 120, "group": 200, "village": 120, "kim_id_url": 300, "slug": 120}
LONGEST_OTHER = 120
