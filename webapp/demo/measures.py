"""What the sample office is measured by: invented indicators, named as samples."""

from webapp.attendance.measuring.indicators import Planned, decide
from webapp.directory.models import Organization

TURNOUT, REACH = "persen(terdaftar - tidak_datang; terdaftar)", "persen(kab_kota; 14)"
INDICATORS = (
    Planned(name="Tingkat kehadiran kegiatan (contoh)", formula=TURNOUT, unit="%", target=80),
    Planned(name="KIM yang dibina (contoh)", formula="kim_ikut", unit="KIM", target=15),
    Planned(name="Cakupan kabupaten/kota (contoh)", formula=REACH, unit="%", target=90),
    Planned(name="Nilai evaluasi peserta (contoh)", formula="nilai_evaluasi", unit="dari 5", target=4),
)


def write(office: Organization) -> None:
    decide(office.id, INDICATORS)
