"""What each kind of request is called."""

from flask_babel import lazy_gettext as _l

from webapp.privacy.requesting.models import RequestKind

KINDS = {
    RequestKind.COPY: _l("Salinan data"),
    RequestKind.CORRECT: _l("Pembetulan"),
    RequestKind.WITHDRAW: _l("Penarikan persetujuan"),
    RequestKind.ERASE: _l("Penghapusan"),
    RequestKind.OBJECT: _l("Keberatan"),
    RequestKind.OTHER: _l("Lainnya"),
}
