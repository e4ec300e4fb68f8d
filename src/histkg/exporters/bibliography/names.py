"""Names as bibliographies want them: family and given name apart, and one person in two scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass

_INITIAL = re.compile(r"[^\W\d_]{1,2}\.|[^\W\d_]\.-[^\W\d_]\.")


@dataclass(frozen=True)
class Name:
    """One form of a name.

    :param family: the family name; the whole name of a body, or of a person whose name cannot be taken apart.
    :param given: given names, initials, patronymic; "" where there are none.
    :param body: True for a publisher, an agency, a group.
    """

    family: str
    given: str = ""
    body: bool = False

    def inverted(self) -> str:
        """Return “Family, Given”.

        >>> Name("Кадишев", "А. Б.").inverted()
        'Кадишев, А. Б.'
        """
        return f"{self.family}, {self.given}" if self.given else self.family

    def direct(self) -> str:
        """Return “Given Family”."""
        return f"{self.given} {self.family}".strip()


def split_name(printed: str, *, from_list: bool) -> Name:
    """Return a person's printed name with family and given name apart.

    Initials tell: what is not an initial is the family name. A name without initials has its family name first in
    a list of references, last in a byline.

    :param from_list: the name stands in a list of references.

    >>> split_name("Кадишев А. Б.", from_list=True)
    Name(family='Кадишев', given='А. Б.', body=False)
    >>> split_name("G. Mamulia", from_list=True)
    Name(family='Mamulia', given='G.', body=False)
    >>> split_name("Məmmədzadə Mirzə Bala", from_list=True)
    Name(family='Məmmədzadə', given='Mirzə Bala', body=False)
    >>> split_name("Aziza Enver gizi Nazarli", from_list=False)
    Name(family='Nazarli', given='Aziza Enver gizi', body=False)
    """
    family, comma, given = (part.strip() for part in printed.partition(","))
    if comma:
        return Name(family, given)
    words = printed.split()
    initials = [bool(_INITIAL.fullmatch(word)) for word in words]
    if not any(initials) or all(initials):
        cut = 1 if from_list else len(words) - 1
        head, tail = words[:cut], words[cut:]
        return _name(head, tail) if from_list else _name(tail, head)
    if initials[0]:
        first = initials.index(False)
        return _name(words[first:], words[:first])
    first = initials.index(True)
    return _name(words[:first], words[first:])


def _name(family: list[str], given: list[str]) -> Name:
    return Name(" ".join(family), " ".join(given))


def is_romanised(tag: str) -> bool:
    """Return whether a language tag says that the text stands in Latin letters instead of its own (BCP 47 §2.2.3).

    >>> is_romanised("ru-latn"), is_romanised("az")
    (True, False)
    """
    return "-latn" in tag.lower()
