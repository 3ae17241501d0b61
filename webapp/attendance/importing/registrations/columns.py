"""Which column of a table answers what: guessed from its title, decided by the organizer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from webapp.attendance.questions.models import Question
from webapp.documents.reading.cells import Row, Table
from webapp.documents.reading.headings import folded

# What a column may hold, and the words by which its title is known: the longest word that fits decides.
FIELDS = {
    "name": (_l("Nama"), ("namalengkap", "nama", "fullname", "name", "peserta")),
    "phone": (
        _l("Nomor HP"),
        ("nomorhp", "nohp", "nomorwa", "nowa", "whatsapp", "telepon", "phone", "hp"),
    ),
    "email": (_l("Surel"), ("alamatemail", "emailaddress", "email", "surel")),
    "mode": (_l("Cara ikut"), ("caraikut", "kehadiran", "keikutsertaan", "luringdaring", "offlineonline", "mode")),
    "affiliation": (_l("Instansi/KIM"), ("asalinstansi", "instansi", "kim", "organisasi", "lembaga", "asal", "unit")),
    "region": (_l("Kabupaten/Kota"), ("kabupatenkota", "kabupaten", "kabkota", "kota", "domisili", "wilayah")),
    "position": (_l("Jabatan"), ("jabatan", "position")),
    "gender": (_l("Jenis kelamin"), ("jeniskelamin", "kelamin", "gender", "lp")),
    "age_group": (_l("Usia"), ("kelompokusia", "usia", "umur", "age")),
    "occupation": (_l("Pekerjaan"), ("pekerjaan", "profesi", "occupation")),
    "needs": (_l("Kebutuhan khusus"), ("kebutuhankhusus", "kebutuhan", "disabilitas")),
}
_IGNORED = ("timestamp", "stempelwaktu", "cap waktu", "persetujuan", "score", "skor")
_SEARCHED = 10


@dataclass(frozen=True)
class Column:
    """A column with its title and what its first rows say; numbers begin at 1."""

    number: int
    title: str
    examples: tuple[str, ...]


def head_of(table: Table) -> Row:
    """The row of titles: the one among the first that names most of what we know, else the first filled one."""
    filled = [row for row in table.rows[:_SEARCHED] if row.is_filled]
    return max(filled, key=lambda row: sum(bool(guess(cell)) for cell in row.cells), default=table.rows[0])


def columns_of(table: Table) -> list[Column]:
    head = head_of(table)
    below = [row for row in table.rows if row.number > head.number and row.is_filled][:3]
    return [
        Column(number, title, tuple(row.cells[number - 1] for row in below if number <= len(row.cells)))
        for number, title in enumerate(head.cells, 1)
        if title
    ]


def guess(title: str, own: Sequence[Question] = ()) -> str:
    """The field that a title means: a question of the event with exactly these words, else ours; "" for none."""
    plain = folded(title)
    for question in own:
        if folded(question.label) == plain:
            return own_field(question)
    if not plain or any(folded(word) in plain for word in _IGNORED):
        return ""
    hits = [(len(word), name) for name, (_label, words) in FIELDS.items() for word in words if _fits(word, plain)]
    return max(hits, default=(0, ""))[1]


def guesses(columns: Sequence[Column], own: Sequence[Question]) -> dict[int, str]:
    """A field for each column, every field once: the first column that means it."""
    found: dict[int, str] = {}
    for column in columns:
        field = guess(column.title, own)
        found[column.number] = field if field not in found.values() else ""
    return found


def own_field(question: Question) -> str:
    return f"q{question.id}"


def choices(own: Sequence[Question]) -> Mapping[str, str]:
    """Every field with its words, for the selects of the page."""
    return {name: str(label) for name, (label, _words) in FIELDS.items()} | {own_field(one): one.label for one in own}


def _fits(word: str, plain: str) -> bool:
    return plain == word if len(word) < 4 else word in plain
