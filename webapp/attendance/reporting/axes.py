"""By what people are counted. Every axis has a row for who did not say, so that its rows add up to everybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from webapp.attendance.models import Registration
from webapp.attendance.registering import answers
from webapp.directory.regions import ELSEWHERE, home_regencies

OUTSIDE = "outside_quota"
UNSTATED = _l("Tidak disebutkan")
MODES = {"in_person": _l("Luring"), "online": _l("Daring"), OUTSIDE: _l("Di luar kuota")}
NEEDS = {"yes": _l("Menyebutkan kebutuhan khusus")}
ORIGINS = {"kim": _l("KIM yang terdata"), "other": _l("Kelompok atau instansi lain")}


@dataclass(frozen=True)
class Axis:
    """One way of counting: `labels` in the order of the table; "" is who did not say, and comes last."""

    key: str
    title: LazyString
    labels: Mapping[str, LazyString | str]

    def words(self, value: str) -> str:
        return str(self.labels.get(value, value)) if value else str(UNSTATED)

    @property
    def order(self) -> tuple[str, ...]:
        return (*self.labels, "")


def axes() -> dict[str, Axis]:
    """Every axis of the recap (the KIM groups have a table of their own)."""
    regions = {**dict(home_regencies()), ELSEWHERE: _l("Luar Kalimantan Tengah")}
    found = (
        Axis("mode", _l("Menurut cara ikut"), MODES),
        Axis("gender", _l("Menurut jenis kelamin"), answers.GENDERS),
        Axis("age_group", _l("Menurut usia"), answers.AGE_GROUPS),
        Axis("occupation", _l("Menurut pekerjaan"), answers.OCCUPATIONS),
        Axis("needs", _l("Menurut kebutuhan khusus"), NEEDS),
        Axis("origin", _l("Menurut asal"), ORIGINS),
        Axis("region", _l("Menurut kabupaten/kota"), regions),
    )
    return {axis.key: axis for axis in found}


def region_of(code: str | None) -> str:
    """The kabupaten/kota of the home province that a code lies in, ELSEWHERE for any other, "" for none."""
    if not code:
        return ""
    return code[:5] if code[:5] in _HOME else ELSEWHERE


def origin_of(registration: Registration) -> str:
    if registration.kim_id:
        return "kim"
    return "other" if registration.affiliation else ""


_HOME = frozenset(code for code, _name in home_regencies())
