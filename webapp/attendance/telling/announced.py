"""A letter of the committee as a message: its words are its own row, and it can be stopped."""

from flask_babel import lazy_gettext as _l

from webapp.attendance.announcing.models import Announcement, NewsStop
from webapp.attendance.models import Registration
from webapp.attendance.telling.kind import Kind
from webapp.attendance.telling.texts import Text
from webapp.attendance.ticketing import links
from webapp.database import db
from webapp.messages.models import Message
from webapp.web.pages import public_url

NEWS_PURPOSE = "news"
ANNOUNCEMENT = Kind(
    "announcement", _l("Kabar panitia"), _l("Saat panitia menulisnya"), _l("{kegiatan}"), _l("{kegiatan}")
)


def words_of(message: Message, registration: Registration) -> Text | None:
    """What the committee wrote; None when the letter is gone or this person stopped such letters."""
    letter = db.session.get(Announcement, message.version)
    if letter is None or db.session.get(NewsStop, registration.person_id) is not None:
        return None
    return Text(letter.subject, letter.body)


def stop_url(registration: Registration) -> str:
    return public_url("news.show", token=links.token_of(registration, NEWS_PURPOSE))


def headers_of(registration: Registration) -> dict[str, str]:
    """One press in the mail program stops such letters (RFC 2369; RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{stop_url(registration)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
