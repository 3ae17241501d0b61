"""Finding the kabupaten/kota and kecamatan that a table names, however it spells them."""

from collections import defaultdict

from flask_babel import gettext as _
from sqlalchemy import select

from webapp.database import db
from webapp.directory.importing.cells import Misread
from webapp.directory.models import Region, RegionKind
from webapp.directory.regions import ELSEWHERE, folded

_PREFIXES = ("kabupaten", "kota", "kab", "kecamatan", "kec")


class Places:
    """Every region at once: 60,000 rows ask it, the database is asked once."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._regencies: dict[str, set[str]] = defaultdict(set)
        self._districts: dict[tuple[str, str], set[str]] = defaultdict(set)
        kinds = (RegionKind.REGENCY, RegionKind.DISTRICT, RegionKind.ELSEWHERE)
        for region in db.session.scalars(select(Region).where(Region.kind.in_(kinds))):
            self.names[region.code] = region.name
            spelled = {region.folded_name, _bare(region.folded_name), folded(region.code)}
            for name in spelled:
                if region.kind is RegionKind.DISTRICT:
                    self._districts[region.parent_code or "", name].add(region.code)
                else:
                    self._regencies[name].add(region.code)

    def regency(self, text: str) -> str | None:
        """The code of a kabupaten/kota by name or code; "Palangkaraya" will do. Raises Misread."""
        if not text:
            return None
        found = self._regencies.get(folded(text)) or self._regencies.get(_bare(folded(text))) or set()
        if len(found) > 1:
            raise Misread(_("Nama ini dimiliki beberapa daerah. Tulis dengan Kabupaten atau Kota, atau kodenya."))
        if not found:
            raise Misread(_("Kabupaten/kota ini tidak dikenal."))
        return next(iter(found))

    def district(self, text: str, regency: str | None) -> str | None:
        """The code of a kecamatan of that kabupaten/kota. Raises Misread."""
        if not text or regency == ELSEWHERE:
            return None
        if regency is None:
            raise Misread(_("Isi juga kabupaten/kotanya: banyak kecamatan bernama sama."))
        found = (
            self._districts.get((regency, folded(text))) or self._districts.get((regency, _bare(folded(text)))) or set()
        )
        if len(found) != 1:
            raise Misread(_("Kecamatan ini tidak ada di %(regency)s.", regency=self.names[regency]))
        return next(iter(found))


def _bare(name: str) -> str:
    prefix = next((one for one in _PREFIXES if name.startswith(one) and len(name) > len(one)), "")
    return name.removeprefix(prefix)
