"""Kinds of activity and roles: the field's own words. Stored are the codes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from babel import Locale
from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from webapp.web.saying import language


@dataclass(frozen=True)
class Kind:
    """One kind of activity and what choosing it fills in. `mode` is in_person, online or hybrid; seats are people."""

    code: str
    label: LazyString
    note: LazyString  # one plain line for somebody who does not know the word
    mode: str
    leading_role: str = "narasumber"
    in_person: int = 60
    online: int = 100
    is_confidential: bool = False
    sessions: tuple[LazyString, ...] = ()  # names of the sessions to begin with; attendance is taken at each


KINDS = {
    kind.code: kind
    for kind in (
        Kind("webinar", _l("Webinar"), _l("Paparan dan tanya jawab, di aula dan lewat layar."), "hybrid"),
        Kind(
            "workshop", _l("Workshop"), _l("Praktik langsung dalam kelompok kecil."), "hybrid",
            leading_role="instruktur", in_person=40,
        ),
        Kind("temu_wicara", _l("Temu Wicara"), _l("Warga bertanya, pejabat menjawab."), "hybrid", in_person=80),
        Kind(
            "sarasehan", _l("Sarasehan"), _l("Duduk bersama, semua setara, dibuka seorang pemantik."), "hybrid",
            leading_role="pemantik", online=150,
        ),
        Kind(
            "lokakarya", _l("Lokakarya"), _l("Rapat kerja yang menghasilkan dokumen."), "hybrid",
            leading_role="fasilitator", in_person=35, online=60,
        ),
        Kind(
            "anjangsana", _l("Anjangsana"), _l("Kunjungan silaturahmi antarkelompok."), "in_person",
            leading_role="pendamping", in_person=25,
        ),
        Kind("diskusi", _l("Diskusi"), _l("Obrolan satu pokok bahasan, sering malam hari."), "online", online=300),
        Kind("dialog", _l("Dialog"), _l("Dialog publik yang juga disiarkan."), "hybrid", online=300),
        Kind(
            "widyawisata", _l("Widyawisata"), _l("Perjalanan belajar bersama."), "in_person",
            leading_role="pendamping", in_person=30, sessions=(_l("Berangkat"), _l("Pulang")),
        ),
        Kind(
            "diklat", _l("Pendidikan dan Pelatihan (Diklat)"), _l("Pelatihan beberapa hari, hadir per sesi."), "hybrid",
            leading_role="instruktur", in_person=50, online=80, sessions=(_l("Hari pertama"), _l("Hari kedua")),
        ),
        Kind(
            "advokasi", _l("Advokasi (litigasi, paralegal)"), _l("Pengenalan dan pendampingan hukum."), "hybrid",
            in_person=45,
        ),
        Kind(
            "mediasi", _l("Mediasi"), _l("Penyelesaian sengketa, tertutup bagi undangan."), "in_person",
            leading_role="mediator", in_person=10, is_confidential=True,
        ),
        Kind(
            "konsultasi", _l("Konsultasi/Konseling"), _l("Pembicaraan empat mata, rahasia."), "in_person",
            leading_role="konselor", in_person=10, is_confidential=True,
        ),
        Kind("lainnya", _l("Lainnya"), _l("Kegiatan lain, atur sendiri semuanya."), "hybrid"),
    )
}  # fmt: skip

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
    return _kind_in(code, language())


@lru_cache(maxsize=512)
def _kind_in(code: str, _language: Locale) -> str:
    """A calendar names the same few kinds a thousand times."""
    return str(KINDS[code].label) if code in KINDS else code


def named(event: Any) -> str:
    """What its organizer calls this kind of event, else the kind's own name in the page's language."""
    return str(event.kind_name) or kind_label(event.kind)


def titled(kind: str, summary: str) -> str:
    """Webinar “Forum KIM”; the kind is left out before a title that begins with it."""
    label = kind_label(kind)
    return f"“{summary}”" if summary.casefold().startswith(label.casefold()) else f"{label} “{summary}”"


def role_label(code: str) -> str:
    return str(ROLES.get(code, code))


def habits(kind: Kind) -> str:
    """What choosing this kind has filled in, in one sentence."""
    modes = {
        "hybrid": _("luring %(hall)d tempat dan daring %(screen)d tempat", hall=kind.in_person, screen=kind.online),
        "in_person": _("luring %(hall)d tempat", hall=kind.in_person),
        "online": _("daring %(screen)d tempat", screen=kind.online),
    }
    told = _(
        "Peran %(role)s; %(modes)s. Semuanya dapat diubah.", role=role_label(kind.leading_role), modes=modes[kind.mode]
    )
    return f"{told} {_('Rahasia: tanpa halaman umum, hanya panitia yang melihat.')}" if kind.is_confidential else told


def init_app(app: Flask) -> None:
    app.add_template_filter(kind_label)
    app.add_template_filter(named, "kind_named")
    app.add_template_filter(role_label)
