"""Whole telephone numbers on a list: for the committee, and for a reason that is written down."""

from flask import request
from flask_babel import gettext as _

from webapp.accounts.models import GrantRole
from webapp.attendance.reporting.values import Report
from webapp.documents.texts import clean
from webapp.errors import Refused
from webapp.events import loading

SHORTEST_REASON, LONGEST_REASON = 5, 200


def may(least: GrantRole, found: Report) -> bool:
    return loading.may(least, found.event)


def are_asked_for(found: Report) -> bool:
    """Whether the address or the form asks for them and this person may have them. Raises Refused without a reason."""
    if request.values.get("phones") != "full" or not may(GrantRole.COMMITTEE, found):
        return False
    if len(reason()) < SHORTEST_REASON:
        raise Refused(
            _(
                "Nomor HP lengkap hanya diberikan bila alasannya ditulis, "
                "misalnya: menghubungi peserta tentang perubahan tempat."
            )
        )
    return True


def reason() -> str:
    return " ".join(clean(request.values.get("reason", "")).split())[:LONGEST_REASON]
