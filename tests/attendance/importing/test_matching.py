"""Who somebody in a report is: sure by contact, code or full name, a guess by less, and asked where two would fit."""

import pytest

from webapp.attendance.importing.matching import Known, Match, Matcher, Somebody
from webapp.attendance.importing.models import How

PEOPLE = (
    (1, "Hj. Siti Aminah, S.Pd.", "+6281234567890", "siti@contoh.id", "KIM Handep", "KT-7F3K"),
    (2, "Dehen", "", "dehen@contoh.id", "KIM Isen Mulang", "KT-8AAA"),
    (3, "Budi Santoso", "+6281111111111", "", "Kelurahan Langkai", "KT-9BBB"),
    (4, "Budi Santoso", "+6281111111111", "", "Desa Bukit Liti", "KT-9CCC"),
    (5, "Yuliana Rahmawati", "", "keluarga@contoh.id", "", "KT-9DDD"),
    (6, "Supriyadi", "", "keluarga@contoh.id", "", "KT-9EEE"),
)


@pytest.fixture
def matcher() -> Matcher:
    return Matcher(Known(*person, f"ref-{person[0]}") for person in PEOPLE)


@pytest.mark.parametrize(
    ("somebody", "match"),
    [
        (Somebody("Samsung A12", email="siti@contoh.id"), Match(1, How.EMAIL)),
        (Somebody("Samsung A12", phone="0812 3456 7890"), Match(1, How.PHONE)),
        (Somebody("6281234567890"), Match(1, How.PHONE)),
        (Somebody("siapa saja", key="ref-2"), Match(2, How.LINK)),
        (Somebody("kt-7f3k Bu Aminah"), Match(1, How.CODE)),
        (Somebody("SITI AMINAH"), Match(1, How.NAME)),
        (Somebody("Ibu Siti Aminah, M.Pd"), Match(1, How.NAME)),
        (Somebody("Galaxy (Siti Aminah)"), Match(1, How.NAME)),
        (Somebody("Siti Aminah_KIM Handep"), Match(1, How.NAME_AND_ORIGIN)),
        (Somebody("Handep - Siti Aminah"), Match(1, How.NAME_AND_ORIGIN)),
        (Somebody("Budi Santoso_Kel. Langkai"), Match(3, How.NAME_AND_ORIGIN)),
        (Somebody("Siti Aminah_KIM Sejahtera"), Match(1, How.NAME, is_guess=True)),
        (Somebody("dehen"), Match(2, How.NAME, is_guess=True)),
        (Somebody("Siti Aminnah"), Match(1, How.ALIKE, is_guess=True)),
        (Somebody("Rahmawati Yuliana"), Match(5, How.ALIKE, is_guess=True)),
        (Somebody("Supriyadi", email="keluarga@contoh.id"), Match(6, How.EMAIL)),
        (Somebody("Siti Aminah", email="dehen@contoh.id"), Match(2, How.EMAIL, is_guess=True)),
        (Somebody("Dehen", email="d****@contoh.id"), Match(2, How.NAME, is_guess=True)),
        (Somebody("Budi Santoso"), Match(None, How.SEVERAL)),
        (Somebody("Nenek", email="keluarga@contoh.id"), Match(None, How.SEVERAL)),
        (Somebody("iPhone"), Match(None, How.NOBODY)),
        (Somebody("KIM Handep"), Match(None, How.NOBODY)),
        (Somebody(""), Match(None, How.NOBODY)),
        (Somebody("😀"), Match(None, How.NOBODY)),
    ],
)
def test_somebody_is_recognised_and_a_guess_is_called_one(matcher: Matcher, somebody: Somebody, match: Match) -> None:
    assert matcher.match(somebody) == match
