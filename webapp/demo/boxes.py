"""What sample people asked before a temu wicara: some shown, one answered already, two waiting for the moderator."""

from datetime import datetime, timedelta

from webapp.database import db
from webapp.demo import pictures
from webapp.events.asking import moderating, queries
from webapp.events.asking.models import QuestionState
from webapp.events.models import Event
from webapp.events.publicity import making_known
from webapp.events.publicity.points import Point

PLACE = Point(-3.386, 112.551)
# Words, name, what was decided, how many agree.
QUESTIONS = (
    ("Kapan pupuk bersubsidi sampai di kecamatan kami?", "Bapak Contoh", QuestionState.SHOWN, 7),
    ("Bagaimana nelayan mendapat kabar cuaca bila tidak ada sinyal?", "", QuestionState.SHOWN, 4),
    ("Apakah harga gabah akan dijaga sampai panen?", "Ibu Contoh", QuestionState.SHOWN, 2),
    ("Siapa yang dapat ikut pelatihan olahan ikan?", "", QuestionState.ANSWERED, 3),
    ("Ke mana kami melapor bila saluran air rusak?", "", QuestionState.PENDING, 0),
    ("Apakah bantuan alat tangkap ada tahun depan?", "Bapak Contoh", QuestionState.PENDING, 0),
)


def fill(event: Event, *, at: datetime) -> None:
    """A poster, a point on the map, and an open box; each question from a device of its own."""
    making_known.set_poster(event, pictures.picture(event, 5), words="Poster contoh: anyaman", at=at)
    making_known.set_point(event, PLACE, at=at)
    moderating.open_box(event, at=at - timedelta(days=2))
    for number, (text, name, state, votes) in enumerate(QUESTIONS):
        asked_at = at - timedelta(hours=20 - number)
        moderating.ask(event, text=text, name=name, device=f"contoh-{number}", at=asked_at)
        (question,) = db.session.scalars(queries.own_waiting(event.id, f"contoh-{number}"))
        if state is QuestionState.PENDING:
            continue
        moderating.decide(question, QuestionState.SHOWN, at=asked_at)
        for voter in range(votes):
            moderating.vote(question, device=f"contoh-suara-{voter}")
        moderating.decide(question, state, at=asked_at)
