"""What two of the samples ask on their forms, so that the editor and the answers can be seen."""

from datetime import datetime

from webapp.attendance.questions.editing import PlannedQuestion, decide
from webapp.attendance.questions.models import QuestionKind, StandardName
from webapp.events.models import Event, Mode

_WORKING_MEETING = (
    PlannedQuestion(
        kind=QuestionKind.ONE,
        label="Sudah sampai mana AD/ART kelompok Bapak/Ibu?",
        choices=("Belum ada", "Sedang disusun", "Sudah disahkan"),
        is_required=True,
    ),
    PlannedQuestion(
        kind=QuestionKind.SEVERAL,
        label="Bagian yang ingin dibahas",
        choices=("Keanggotaan", "Kepengurusan", "Keuangan", "SK dari kepala desa"),
    ),
    PlannedQuestion(
        kind=QuestionKind.YES_NO, label="Membawa laptop", mode=Mode.IN_PERSON, help="Stopkontak tersedia di aula."
    ),
    PlannedQuestion(kind=QuestionKind.LONG, label="Pertanyaan untuk narasumber"),
)


def ask_at_working_meeting(event: Event, *, at: datetime) -> None:
    """Six fields, three standard questions and four of the committee's own."""
    standard = {StandardName.GENDER: False, StandardName.POSITION: False, StandardName.NEEDS: False}
    decide(event, standard=standard, own=_WORKING_MEETING, at=at)
