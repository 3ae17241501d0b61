"""The few sentences that the form library says by itself, in our words."""

from flask_babel import lazy_gettext as _l

_NOT_A_CHOICE = _l("Pilihan ini tidak dikenal. Mohon pilih dari daftar.")
_NOT_A_NUMBER = _l("Tuliskan angka saja, misalnya 60.")

SENTENCES = {
    "Not a valid choice.": _NOT_A_CHOICE,
    "Invalid Choice: could not coerce.": _NOT_A_CHOICE,
    "Invalid choice(s): one or more data inputs could not be coerced.": _NOT_A_CHOICE,
    "'%(value)s' is not a valid choice for this field.": _NOT_A_CHOICE,
    "'%(value)s' are not valid choices for this field.": _NOT_A_CHOICE,
    "Not a valid integer value.": _NOT_A_NUMBER,
    "Not a valid decimal value.": _NOT_A_NUMBER,
    "Not a valid float value.": _NOT_A_NUMBER,
    "Not a valid date value.": _l("Tanggal ini tidak ada. Contoh: 10/03/2022."),
    "Not a valid time value.": _l("Jam ini tidak terbaca. Contoh: 09.00."),
    "This field is required.": _l("Bagian ini wajib diisi."),
}


class FieldSentences:
    """What wtforms asks for a translation of its own English."""

    def gettext(self, string: str) -> str:
        return str(SENTENCES.get(string, string))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)
