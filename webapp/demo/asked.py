"""What sample people asked about their data: one waits for an answer, one has it."""

from datetime import datetime, timedelta

from webapp.accounts.models import GrantRole
from webapp.attendance.models import Registration
from webapp.demo import offices
from webapp.privacy.requesting import asking
from webapp.privacy.requesting.models import RequestKind


def ask(waiting: Registration, answered: Registration, *, at: datetime) -> None:
    """Twenty hours ago somebody asked for a correction; a day before, somebody else for a copy, and got it."""
    correction = "Gelar S.Pd. belum tertulis pada daftar hadir yang dicetak."
    asking.file_request(waiting, kind=RequestKind.CORRECT, words=correction, at=at - timedelta(hours=20))
    copy = asking.file_request(
        answered, kind=RequestKind.COPY, words="Mohon salinan data saya.", at=at - timedelta(hours=44)
    )
    account = offices.sample_account(GrantRole.ADMIN)
    if account is not None:
        words = "Salinannya dapat diunduh sendiri di halaman Data saya, sebagai PDF."
        asking.answer(copy, words, by_id=account.id, at=at - timedelta(hours=30))
