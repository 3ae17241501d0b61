"""What the samples have besides their hours: rundowns, contacts, and what only their kind knows."""

from datetime import datetime

from webapp.demo.activities import RUNNING
from webapp.events.featuring.filling import feature, require_outputs
from webapp.events.models import Event
from webapp.events.program.arranging import arrange, usual

ARRANGED = (RUNNING, "workshop-berita-warga-kobar", "temu-wicara-seruyan", "lokakarya-adart-gumas")
FEATURES = {
    "anjangsana-bukit-liti": {
        "host_group": "KIM Handep Bukit Liti (contoh)",
        "meeting_point": "07.00 WIB di Balai Desa Bukit Liti",
        "to_bring": "Buku catatan\nContoh berita warga dari kelompok sendiri",
    },
    "widyawisata-sebangau": {
        "meeting_point": "06.00 WIB di Kantor Kelurahan Kasongan Lama",
        "departure": "06.30 WIB dari Kasongan",
        "homecoming": "17.30 WIB di Kasongan",
        "vehicle": "Satu bus, 30 kursi",
        "to_bring": "Air minum\nTopi dan jas hujan",
    },
    "sarasehan-cerita-kampung-barsel": {"openers": "Cerita apa yang hampir hilang?\nSiapa yang akan meneruskannya?"},
    "temu-wicara-seruyan": {"officials": "Dinas Pertanian\nDinas Perikanan\nDinas Kominfo"},
    "lokakarya-adart-gumas": {"to_bring": "Naskah AD/ART yang berlaku\nLaptop, bila ada"},
}
OUTPUTS = {"lokakarya-adart-gumas": ("Naskah AD/ART", "Daftar kelengkapan SK")}


def dress(key: str, event: Event, *, at: datetime) -> None:
    """Give the sample `key` what its page shows besides."""
    if key in ARRANGED:
        arrange(event, usual(event), at=at)
    if key in FEATURES:
        feature(event, FEATURES[key], at=at)
    if key in OUTPUTS:
        require_outputs(event, OUTPUTS[key])
