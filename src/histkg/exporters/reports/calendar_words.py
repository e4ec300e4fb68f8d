"""Dates in words in the three languages of the reports; EDTF in, a phrase out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from histkg import dates
from histkg.dates import night_days, say


@dataclass(frozen=True)
class _Tongue:
    """What a language needs to say a date.

    :param months: as they stand alone.
    :param of_month: as they stand behind a day.
    """

    months: tuple[str, ...]
    of_month: tuple[str, ...]
    seasons: tuple[str, str, str, str]
    about: str
    perhaps: str
    either: str
    no_end: str
    unknown_end: str
    until: str
    between: str
    night: str


_AZ_MONTHS = (
    "yanvar", "fevral", "mart", "aprel", "may", "iyun",
    "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr",
)  # fmt: skip
_RU_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_RU_OF_MONTH = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip

_TONGUES = {
    "az": _Tongue(
        _AZ_MONTHS,
        _AZ_MONTHS,
        ("yaz", "yay", "payız", "qış"),
        "təxminən ",
        "ehtimal ki, ",
        " və ya ",
        "{first} – sonu göstərilmir",
        "{first} – sonu məlum deyil",
        "{last} tarixinə qədər",
        "{first} – {last} arasında",
        "{first} – {last}, gecə",
    ),
    "ru": _Tongue(
        _RU_MONTHS,
        _RU_OF_MONTH,
        ("весна", "лето", "осень", "зима"),
        "примерно ",
        "возможно, ",
        " или ",
        "{first} – конец не указан",
        "{first} – конец неизвестен",
        "не позднее: {last}",
        "между {first} и {last}",
        "ночь с {first} на {last}",
    ),
}

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def say_date(edtf: str, language: str = "en") -> str:
    """Return an EDTF expression in the words of *language*; what has no plain words stays as it is.

    >>> say_date("1920-05-26", "ru"), say_date("1920-05", "ru"), say_date("1920-21", "az")
    ('26 мая 1920', 'май 1920', 'yaz 1920')
    >>> say_date("[1920-05-25,1920-05-26]", "az"), say_date("1920-04/1921-02", "ru")
    ('25 may 1920 və ya 26 may 1920', 'апрель 1920 – февраль 1921')
    >>> say_date("1920-08/..", "ru"), say_date("1920-05-23~", "az"), say_date("Y-10000", "az")
    ('август 1920 – конец не указан', 'təxminən 23 may 1920', 'Y-10000')
    """
    tongue = _TONGUES.get(language)
    if tongue is None:
        return say(edtf)
    if edtf[:1] == "[" and edtf[-1:] == "]" and ".." not in edtf:
        return tongue.either.join(say_date(part, language) for part in edtf[1:-1].split(","))
    first, slash, last = edtf.partition("/")
    if slash:
        if last in ("", ".."):
            pattern = tongue.no_end if last else tongue.unknown_end
            return pattern.format(first=say_date(first, language))
        if first in ("", ".."):
            return tongue.until.format(last=say_date(last, language))
        return f"{say_date(first, language)} – {say_date(last, language)}"
    doubt = (tongue.about if "~" in edtf or "%" in edtf else "") + (
        tongue.perhaps if "?" in edtf or "%" in edtf else ""
    )
    match = _DATE.fullmatch(re.sub(r"[?~%]", "", edtf))
    if match is None:
        return edtf
    year, month, day = match.groups()
    if month is None:
        return doubt + year
    number = int(month)
    if 21 <= number <= 24 and day is None:
        return f"{doubt}{tongue.seasons[number - 21]} {year}"
    if not 1 <= number <= 12:
        return edtf
    if day is None:
        return f"{doubt}{tongue.months[number - 1]} {year}"
    return f"{doubt}{int(day)} {tongue.of_month[number - 1]} {year}"


def say_night(edtf: str, language: str = "en") -> str:
    """Return a night, written as two days, in the words of *language*.

    >>> say_night("[1920-05-25,1920-05-26]"), say_night("[1920-05-25,1920-05-26]", "ru")
    ('the night of 25 to 26 May 1920', 'ночь с 25 на 26 мая 1920')
    >>> say_night("[1920-05-31,1920-06-01]", "az"), say_night("1920-05-25", "ru")
    ('31 may – 1 iyun 1920, gecə', '25 мая 1920')
    """
    tongue, found = _TONGUES.get(language), night_days(edtf)
    if tongue is None:
        return dates.say_night(edtf)
    if found is None:
        return say_date(edtf, language)
    first, last = (say_date(day, language) for day in found)
    (day, month, year), (_, next_month, next_year) = first.split(), last.split()
    if year == next_year:
        first = day if month == next_month else f"{day} {month}"
    return tongue.night.format(first=first, last=last)


def say_days(low: str, high: str, language: str = "en") -> str:
    """Return a span of days between two bounds, as short as it can be said.

    >>> say_days("1920-05-31", "1920-05-31"), say_days("1920-05-01", "1920-05-31"), say_days("1889-01-01", "1889-12-31")
    ('31 May 1920', 'May 1920', '1889')
    >>> say_days("1920-05-22", "1920-05-29"), say_days("1920-05-22", "1920-06-03", "ru")
    ('between 22 and 29 May 1920', 'между 22 мая и 3 июня 1920')
    """
    if low == high:
        return say_date(low, language)
    one, two = low.split("-"), high.split("-")
    if len(one) == len(two) == 3 and one[0] == two[0]:
        if low.endswith("-01-01") and high.endswith("-12-31"):
            return one[0]
        if one[1] == two[1] and one[2] == "01" and int(two[2]) == monthrange(int(one[0]), int(one[1]))[1]:
            return say_date("-".join(one[:2]), language)
    first, last = say_date(low, language), say_date(high, language)
    if len(one) == len(two) == 3 and one[0] == two[0]:
        first = str(int(one[2])) if one[1] == two[1] else first.removesuffix(f" {one[0]}")
    tongue = _TONGUES.get(language)
    return tongue.between.format(first=first, last=last) if tongue else f"between {first} and {last}"
