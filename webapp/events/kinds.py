"""Kinds of activity and roles: the field's own words. Stored are the codes."""

from dataclasses import dataclass

from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Kind:
    """One kind of activity and what choosing it fills in. `mode` is in_person, online or hybrid."""

    code: str
    label: LazyString
    mode: str
    leading_role: str = "narasumber"
    is_confidential: bool = False


KINDS = {
    kind.code: kind
    for kind in (
        Kind("webinar", _l("Webinar"), "hybrid"),
        Kind("workshop", _l("Workshop"), "hybrid", leading_role="instruktur"),
        Kind("temu_wicara", _l("Temu Wicara"), "hybrid"),
        Kind("sarasehan", _l("Sarasehan"), "hybrid", leading_role="pemantik"),
        Kind("lokakarya", _l("Lokakarya"), "hybrid", leading_role="fasilitator"),
        Kind("anjangsana", _l("Anjangsana"), "in_person", leading_role="pendamping"),
        Kind("diskusi", _l("Diskusi"), "online"),
        Kind("dialog", _l("Dialog"), "hybrid"),
        Kind("widyawisata", _l("Widyawisata"), "in_person", leading_role="pendamping"),
        Kind("diklat", _l("Pendidikan dan Pelatihan (Diklat)"), "hybrid"),
        Kind("advokasi", _l("Advokasi (litigasi, paralegal)"), "hybrid"),
        Kind("mediasi", _l("Mediasi"), "in_person", leading_role="mediator", is_confidential=True),
        Kind("konsultasi", _l("Konsultasi/Konseling"), "in_person", leading_role="konselor", is_confidential=True),
        Kind("lainnya", _l("Lainnya"), "hybrid"),
    )
}

ROLES: dict[str, LazyString] = {
    "penanggung_jawab": _l("Penanggung Jawab"),
    "penyelenggara": _l("Penyelenggara"),
    "ketua_panitia": _l("Ketua Panitia"),
    "panitia": _l("Panitia"),
    "narasumber": _l("Narasumber"),
    "pembicara_kunci": _l("Pembicara Kunci"),
    "pemantik": _l("Pemantik Diskusi"),
    "fasilitator": _l("Fasilitator"),
    "instruktur": _l("Instruktur"),
    "moderator": _l("Moderator"),
    "mc": _l("Pembawa Acara (MC)"),
    "pembaca_doa": _l("Pembaca Doa"),
    "dirigen": _l("Dirigen"),
    "notulis": _l("Notulis"),
    "operator": _l("Operator Zoom/Siaran"),
    "juru_bahasa_isyarat": _l("Juru Bahasa Isyarat"),
    "mediator": _l("Mediator"),
    "konselor": _l("Konselor"),
    "pendamping": _l("Pendamping"),
    "tamu_undangan": _l("Tamu Undangan"),
    "tuan_rumah": _l("Tuan Rumah"),
}


def kind_label(code: str) -> str:
    """The kind's name in the page's language; an unknown code is shown as it is."""
    return str(KINDS[code].label) if code in KINDS else code


def role_label(code: str) -> str:
    return str(ROLES.get(code, code))


def init_app(app: Flask) -> None:
    app.add_template_filter(kind_label)
    app.add_template_filter(role_label)
