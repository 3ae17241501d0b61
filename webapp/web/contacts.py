"""Telephone numbers and mail addresses as people type them, made into the one form that is stored."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

HOME, HOME_CODE = "ID", 62
MOBILE_LENGTHS = range(9, 13)  # digits after 0 or +62: 08 and eight to eleven more
# A number in any notation fits; more is not a number, and parsing it would only cost time.
LONGEST_PHONE = 40
LONGEST_EMAIL = 254


class WrongContact(ValueError):
    """The contact cannot be used; the sentence says why and how it is written."""


def parsed_phone(text: str) -> str:
    """E.164 of `0812…`, `+62 812…`, `62812…` or `812…`; other countries' numbers need their +.

    Raises WrongContact.
    """
    if len(text) > LONGEST_PHONE:
        raise WrongContact(_too_long())
    try:
        # 00 is how most of the world dials +, and no number at home begins so.
        number = phonenumbers.parse(f"+{text.strip()[2:]}" if text.strip().startswith("00") else text, HOME)
    except NumberParseException:
        raise WrongContact(_("Nomor HP ini belum dapat dibaca. Contoh: 0812 3456 7890.")) from None
    length = _judged_length(number)
    if length == ValidationResult.TOO_SHORT:
        raise WrongContact(_("Nomor HP ini kurang angkanya. Contoh: 0812 3456 7890."))
    if length == ValidationResult.TOO_LONG:
        raise WrongContact(_too_long())
    if not phonenumbers.is_valid_number(number):
        raise WrongContact(_("Nomor HP ini belum tepat. Mohon periksa kembali. Contoh: 0812 3456 7890."))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def parsed_email(text: str) -> str:
    """The address in lower case, with an international domain in its ASCII form. Raises WrongContact."""
    if len(text) > LONGEST_EMAIL:
        raise WrongContact(_wrong_email())
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise WrongContact(_wrong_email()) from None
    return (found.ascii_email or found.normalized).lower()


def _judged_length(number: PhoneNumber) -> int:
    """Too short, too long, or neither. The library allows any mobile the lengths of landlines, so ours are counted."""
    digits = str(number.national_number)
    if number.country_code == HOME_CODE and digits.startswith("8") and len(digits) not in MOBILE_LENGTHS:
        is_short = len(digits) < MOBILE_LENGTHS.start
        return ValidationResult.TOO_SHORT if is_short else ValidationResult.TOO_LONG
    return phonenumbers.is_possible_number_with_reason(number)


def _too_long() -> str:
    return _("Nomor HP ini kelebihan angka. Contoh: 0812 3456 7890.")


def _wrong_email() -> str:
    return _("Alamat surel ini belum tepat. Contoh: nama@contoh.id.")
