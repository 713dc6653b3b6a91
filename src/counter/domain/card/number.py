"""The 12-digit personal number: what it says of its bearer (Decree 137/2015, Law on Identification 2023).

`PPP G YY NNNNNN`: place of birth registration, century and sex, year of birth, six random digits. There is no check digit
and the list of places is not closed, so a number is never refused for what it says; it may only be worth a second look.
"""

from __future__ import annotations

from datetime import date

from counter.domain.person import Sex


def is_digits(text: str, *lengths: int) -> bool:
    """Whether it is ASCII digits only, of one of the lengths: `²` and Arabic digits are not."""
    return len(text) in lengths and text.isascii() and text.isdecimal()


def sex_of(number: str) -> Sex:
    """The sex that the fourth digit says: even for male, odd for female."""
    return "male" if int(number[3]) % 2 == 0 else "female"


def agrees_with_sex(number: str, sex: Sex) -> bool:
    """Whether the number says the same sex. It need not: a sex can have been corrected, the number stays."""
    return sex_of(number) == sex


def agrees_with_birth(number: str, birth_date: date) -> bool:
    """Whether century and year of the number are those of the birth date (0, 1: 1900s; 2, 3: 2000s; …)."""
    return 1900 + int(number[3]) // 2 * 100 + int(number[4:6]) == birth_date.year
