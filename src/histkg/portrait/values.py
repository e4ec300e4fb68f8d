"""Values in words: dates and times, figures, posts, participations, points; each from the side one looks at it."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from histkg.dates import say, say_night
from histkg.labels import choose
from histkg.names import fold
from histkg.portrait.surroundings import Surroundings, Thing, is_literal

if TYPE_CHECKING:
    from pyoxigraph import Literal

_TONGUES = {
    "az": "Azerbaijani", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "hy": "Armenian",
    "it": "Italian", "ka": "Georgian", "mul": "several languages", "nl": "Dutch", "ru": "Russian", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "und": "language not stated", "da": "Danish",
}  # fmt: skip
_SCRIPTS = {"latn": "Latin script", "cyrl": "Cyrillic script", "arab": "Arabic script"}

_DAY = re.compile(r"(?:about |perhaps )*\d{1,2} ")
_POINT = re.compile(r"POINT\((-?[\d.]+) (-?[\d.]+)\)")


def value_text(reader: Surroundings, claim: Thing) -> str:
    """Return the value of *claim* as a reader of the entity wants it, with its time where it has one."""
    value = claim.one("rdf:object")
    if value is None:
        return "—"
    node = None if is_literal(value) else reader.nodes.get(value.value)
    text = node_text(reader, node, claim.value("rdf:subject")) if node is not None else _plain(reader, claim)
    notes = []
    if during := claim.value("hev:during"):
        notes.append(_unsaid(when(during), text))
    if claim.one("hev:validFrom") or claim.one("hev:validTo"):
        notes.append(_from_to(claim.value("hev:validFrom"), claim.value("hev:validTo")))
    notes = list(filter(None, notes))
    return f"{text} ({', '.join(notes)})" if notes else text


def _unsaid(time: str, text: str) -> str:
    """Return what *time* adds to a text that may name the day already.

    >>> _unsaid("on 18 May 1920", "ordered on 18 May"), _unsaid("on 8 May 1920", "ordered on 18 May")
    ('1920', 'on 8 May 1920')
    >>> _unsaid("on 18 May 1920", "ordered on 18 May 1920"), _unsaid("in May 1920", "in May")
    ('', 'in May 1920')
    """
    match = re.fullmatch(r"on (\d{1,2} \w+) (\d{4})", time)
    if match is None or not re.search(rf"\b{match[1]}\b", text):
        return time
    return "" if match[2] in text else match[2]


def _plain(reader: Surroundings, claim: Thing) -> str:
    value = claim.one("rdf:object")
    assert value is not None
    if not is_literal(value):
        return reader.name(value)
    if value.datatype.value.startswith(reader.prefixes["edtf"]):  # type: ignore[union-attr]
        return date_text(claim)
    if value.datatype.value.endswith("wktLiteral"):  # type: ignore[union-attr]
        return point_text(value.value)
    renderings: list[Literal] = claim.values.get("hev:rendering", [])  # type: ignore[assignment]
    chosen = choose([value, *renderings], reader.languages)  # type: ignore[list-item]
    text = chosen.value if chosen else value.value
    if reader.prefixes.compress(claim.value("rdf:predicate")) in ("dcterms:language", "hev:script"):
        return tongue(text)
    return text


def tongue(tag: str) -> str:
    """Return a tag of a language, a script or both in words.

    >>> tongue("az"), tongue("und-Latn"), tongue("Cyrl"), tongue("")
    ('Azerbaijani', 'language not stated, Latin script', 'Cyrillic script', 'language not stated')
    """
    words = _TONGUES | _SCRIPTS
    return ", ".join(words.get(part, part) for part in (tag.lower() or "und").split("-"))


def own_words(reader: Surroundings, claim: Thing) -> list[str]:
    """Return the words of the source where they say more than the value does (“1920-05-26” does not), and its calendar."""
    words = claim.text("hev:verbatim", reader.languages)
    told = []
    if words and any(map(str.isalpha, words)) and fold(words) not in fold(value_text(reader, claim)):
        told.append(f"“{words}”")
    if claim.ends("hev:calendar", "julian"):
        told.append(f"{reader.name(claim.one('hev:calendar'))} calendar")
    return told


def node_text(reader: Surroundings, node: Thing, subject: str = "") -> str:
    """Return a value that has parts: who in which role, how many of whom, in which post; *subject* is not named."""
    if reader.prefixes["hev"] + "Figure" in node.all("rdf:type"):
        return figure_text(reader, node)
    if reader.prefixes["hev"] + "Tenure" in node.all("rdf:type"):
        return tenure_text(reader, node, subject)
    return part_text(reader, node)


def part_text(reader: Surroundings, node: Thing, *, with_role: bool = True) -> str:
    """Return who took part or contributed, in which role."""
    who = reader.name(node.one("hev:agent"))
    text = f"{who}: {reader.name(node.one('hev:role'))}" if with_role and node.one("hev:role") else who
    extent = node.text("hev:extent", reader.languages)
    text += f" ({extent})" if extent else ""
    if (printed := node.value("hev:printedName")) and printed != who:
        text += f", printed “{printed}”"
    if doubt := node.text("hev:roleDoubt", reader.languages):
        text += f" — role in doubt: {doubt}"
    return text


def figure_text(reader: Surroundings, node: Thing, *, with_side: bool = True) -> str:
    """Return a figure with everything without which it would be worthless: side, category, scope, open ends."""
    side = [reader.name(node.one("hev:side"))] if with_side and node.one("hev:side") else []
    category = reader.name(node.one("hev:category"))
    scope = node.text("hev:scopeNote", reader.languages)
    what = ", ".join([*side, *([category] if category else [])])
    text = f"{what}: {amount(node)}" if what else amount(node)
    return f"{text} ({scope})" if scope else text


def amount(node: Thing) -> str:
    """Return the number of a figure in words, open ends and all."""
    low, high = node.value("hev:minimum"), node.value("hev:maximum")
    about = "about " if node.value("hev:approximateFigure") == "true" else ""
    if node.value("hev:statedUnknown") == "true":
        return "stated as unknown"
    if low and high:
        return about + (_number(low) if low == high else f"{_number(low)}–{_number(high)}")
    if low:
        if node.value("hev:moreThan") == "true":
            return f"{about}more than {_number(low)}"
        return f"{about}{_number(low)}" + (" or more" if node.value("hev:orMore") == "true" else "")
    if high:
        return f"{about}up to {_number(high)}"
    return "no number"


def _number(text: str) -> str:
    return f"{int(text):,}" if text.lstrip("-").isdigit() else text


def tenure_text(reader: Surroundings, node: Thing, subject: str = "") -> str:
    """Return a post, rank, command or subordination, without naming *subject*, by default the page’s own entity."""
    known = (subject or reader.iri, "")
    body = node.value("hev:unit") or node.value("hev:organization")
    title = node.text("hev:officeTitle", reader.languages) or node.text("hev:rankTitle", reader.languages)
    who = "" if node.value("hev:agent") in known else reader.name(node.one("hev:agent"))
    where = "" if body in known else reader.name(body)
    if not title and reader.prefixes["hev"] + "Command" in node.all("rdf:type"):
        title = "in command"
        if where:
            title, where = f"in command of {where}", ""
    superior = node.value("hev:superior")
    under = f"under {'it' if superior == reader.iri else reader.name(superior)}" if superior else ""
    extent = node.text("hev:extent", reader.languages)
    told = ", ".join(filter(None, (who, title, where, under, tenure_times(reader, node))))
    return f"{told} ({extent})" if extent else told


def tenure_times(reader: Surroundings, node: Thing) -> str:
    """Return when a post was held, as far as it is said."""
    times = [_from_to(node.value("hev:from"), node.value("hev:to"))]
    times.append(when(node.value("hev:during")) if node.one("hev:during") else "")
    if node.one("hev:duringEvent"):
        times.append(f"during: {reader.name(node.one('hev:duringEvent'))}")
    return ", ".join(filter(None, times))


_EITHER = re.compile(r"(\d{1,2}) (\w+ \d{4}) or (\d{1,2}) \2")


def date_text(claim: Thing) -> str:
    """Return the date a claim gives in words; a night as a night, where the source gives one."""
    date = claim.value("rdf:object")
    return say_night(date) if claim.value("hev:night") == "true" else say_date(date)


def say_date(edtf: str) -> str:
    """Return a date in words; one of two days in one breath.

    >>> say_date("[1920-05-25,1920-05-26]"), say_date("[1920-05-31,1920-06-01]")
    ('25 or 26 May 1920', '31 May 1920 or 1 June 1920')
    """
    return _EITHER.sub(r"\1 or \3 \2", say(edtf))


def when(edtf: str) -> str:
    """Return a time with its preposition.

    >>> when("1920-05-26"), when("1920"), when("1918/1920")
    ('on 26 May 1920', 'in 1920', '1918 to 1920')
    """
    words = say_date(edtf)
    if "/" in edtf or edtf[:1] in "[{":
        return words
    return f"on {words}" if _DAY.match(words) else f"in {words}"


def _from_to(first: str, last: str) -> str:
    if first and last:
        return f"{say(first)} to {say(last)}"
    return f"from {say(first)}" if first else f"until {say(last)}" if last else ""


def days(low: str, high: str) -> str:
    """Return a span of days, as short as it can be said.

    >>> days("1920-05-31", "1920-05-31"), days("1920-05-01", "1920-05-31"), days("1889-01-01", "1889-12-31")
    ('31 May 1920', 'May 1920', '1889')
    >>> days("1920-05-22", "1920-05-29"), days("1920-05-22", "1920-06-03")
    ('between 22 and 29 May 1920', 'between 22 May and 3 June 1920')
    """
    if low == high:
        return say(low)
    one, two = low.split("-"), high.split("-")
    if len(one) != 3 or len(two) != 3:
        return f"between {low} and {high}"
    if one[0] == two[0] and low.endswith("-01-01") and high.endswith("-12-31"):
        return one[0]
    if one[:2] == two[:2] and one[2] == "01" and int(two[2]) == monthrange(int(one[0]), int(one[1]))[1]:
        return say("-".join(one[:2]))
    if one[:2] == two[:2]:
        return f"between {int(one[2])} and {say(high)}"
    first = say(low)
    return f"between {first.removesuffix(' ' + one[0]) if one[0] == two[0] else first} and {say(high)}"


def point_text(wkt: str) -> str:
    """Return a point as a map prints it, latitude first.

    >>> point_text("POINT(46.36056 40.68278)"), point_text("POINT(-95.99858 36.36873)")
    ('40.68278° N, 46.36056° E', '36.36873° N, 95.99858° W')
    """
    match = _POINT.fullmatch(wkt)
    if match is None:
        return wkt
    east, north = match.groups()
    return (
        f"{north.lstrip('-')}° {'S' if north.startswith('-') else 'N'},"
        f" {east.lstrip('-')}° {'W' if east.startswith('-') else 'E'}"
    )


def coordinates_of(wkt: str) -> tuple[float, float] | None:
    """Return (longitude, latitude) of a point."""
    match = _POINT.fullmatch(wkt)
    return (float(match[1]), float(match[2])) if match else None
