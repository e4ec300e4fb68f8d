"""Fixed words of reports and tables in English, Azerbaijani and Russian; names of things come from the data."""

from __future__ import annotations

from collections.abc import Sequence

from histkg.exporters.reports.calendar_words import say_date, say_days, say_night
from histkg.exporters.reports.headings import HEADINGS
from histkg.exporters.reports.phrases import COUNTED, SENTENCES

PHRASES = {**SENTENCES, **HEADINGS}
LANGUAGES = ("en", "az", "ru")
"""The languages in which reports can be written."""

_THIN = "\N{NO-BREAK SPACE}"


class Words:
    r"""The words of one language.

    >>> words = Words(("ru", "en"))
    >>> words("contested"), words.count("positions", 8), words.number("12000")
    ('спорно', 'высказываний: 8', '12\xa0000')
    >>> Words(("ka",)).language
    'en'
    """

    def __init__(self, languages: Sequence[str]) -> None:
        """Take the first of *languages* in which there are words."""
        self.language = next((tag for tag in languages if tag in LANGUAGES), "en")
        self._at = LANGUAGES.index(self.language)

    def __call__(self, key: str, **parts: object) -> str:
        """Return a phrase with its parts put in."""
        phrase = PHRASES[key][self._at]
        return phrase.format(**parts) if parts else phrase

    def count(self, key: str, number: int) -> str:
        """Return a number with what is counted."""
        one, many = COUNTED[key][self._at]
        return (one if number == 1 else many).format(n=self.number(str(number)))

    def number(self, text: str) -> str:
        """Return a whole number with its thousands set apart."""
        if not text.lstrip("-").isdigit():
            return text
        grouped = f"{int(text):,}"
        return grouped if self.language == "en" else grouped.replace(",", _THIN)

    def date(self, edtf: str, *, night: bool = False) -> str:
        """Return an EDTF expression in words; two days that are one night, as a night."""
        return say_night(edtf, self.language) if night else say_date(edtf, self.language)

    def days(self, low: str, high: str) -> str:
        """Return a span of days in words."""
        return say_days(low, high, self.language)

    def bounds(self, low: str, high: str) -> str:
        """Return what is known of one end, of two bounds that may be empty.

        >>> Words(("en",)).bounds("1920-05-22", "1920-05-29"), Words(("en",)).bounds("", "1920-05-29")
        ('between 22 and 29 May 1920', 'not after 29 May 1920')
        """
        if low and high:
            return self.days(low, high)
        if low:
            return self("not_before", date=self.date(low))
        return self("not_after", date=self.date(high)) if high else ""

    def capital(self, text: str) -> str:
        """Return *text* with a capital first letter; in Azerbaijani the capital of i has its dot.

        >>> Words(("az",)).capital("istinad"), Words(("en",)).capital("in")
        ('İstinad', 'In')
        """
        first = "İ" if self.language == "az" and text[:1] == "i" else text[:1].upper()
        return first + text[1:]

    def quoted(self, text: str) -> str:
        """Return *text* in the quotation marks of the language."""
        return f"«{text}»" if self.language == "ru" else f"“{text}”"

    def times(self, first: str, last: str) -> str:
        """Return from when until when, of two EDTF expressions that may be empty."""
        if first and last:
            return f"{self.date(first)} – {self.date(last)}"
        if first:
            return self("from", date=self.date(first))
        return self("until", date=self.date(last)) if last else ""
