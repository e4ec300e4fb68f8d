"""Fixed words of pictures in English, Azerbaijani and Russian, and dates as short as a picture needs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from histkg.dates import night_days
from histkg.exporters.reports.calendar_words import say_date, say_days
from histkg.exporters.reports.words import LANGUAGES, Words

if TYPE_CHECKING:
    from histkg.exporters.times.extents import Extent

PHRASES = {
    "timeline": ("Timeline", "Zaman cədvəli", "Хронология"),
    "map": ("Map", "Xəritə", "Карта"),
    "network": ("Network of ties", "Əlaqələr şəbəkəsi", "Сеть связей"),
    "events of": (
        "Events in which {name} is said to have taken part, or with which sources connect the name",
        "{name}: iştirak etdiyi deyilən və ya mənbələrin əlaqələndirdiyi hadisələr",
        "{name}: события, участие в которых приписывают источники или с которыми они связывают это имя",
    ),
    "places of": (
        "Places of events in which {name} is said to have taken part, and places with which sources connect the name",
        "{name}: iştirak etdiyi deyilən hadisələrin yerləri və mənbələrin əlaqələndirdiyi yerlər",
        "{name}: места событий, участие в которых приписывают источники, и места, с которыми они связывают это имя",
    ),
    "nothing": ("There is nothing to draw.", "Çəkiləsi bir şey yoxdur.", "Рисовать нечего."),
    "began": ("began {when}", "başlanğıc: {when}", "начало: {when}"),
    "ended": ("ended {when}", "son: {when}", "конец: {when}"),
    "disagree": (" (sources disagree)", " (mənbələr razılaşmır)", " (источники расходятся)"),
    "no end": ("no end", "sonu yoxdur", "без конца"),
    "end unknown": ("end not known", "sonu məlum deyil", "конец неизвестен"),
    "no begin": ("no beginning", "başlanğıcı yoxdur", "без начала"),
    "not before": ("not before {when}", "ən tez {when}", "не раньше {when}"),
    "not after": ("not after {when}", "ən gec {when}", "не позже {when}"),
    "begin": ("begins", "başlanır", "начало"),
    "end": ("ends", "bitir", "конец"),
    "night": ("night of {days}", "{days} gecəsi", "ночь на {days}"),
    "core": ("all sources: going on", "bütün mənbələr: davam edir", "по всем источникам: идёт"),
    "soft": ("may have begun or ended", "başlamış və ya bitmiş ola bilər", "могло начаться или кончиться"),
    "contested": ("sources exclude each other", "mənbələr bir-birini istisna edir", "источники исключают друг друга"),
    "one source": ("what one source says", "bir mənbənin dediyi", "что говорит один источник"),
    "night key": ("a night", "gecə", "ночь"),
    "coarse": ("coarser, or another is preferred", "daha ümumi, ya da başqası üstün tutulur", "грубее, или предпочтено другое"),
    "scale": ("the scale of time changes", "zaman miqyası dəyişir", "масштаб времени меняется"),
    "span": ("some time within", "bu müddət ərzində", "когда-то в это время"),
    "undated": ("Not drawn, no source dates them", "Çəkilməyib, tarixi göstərilmir", "Не показаны, без даты"),
    "sources": ("Sources", "Mənbələr", "Источники"),
    "events": ("Events", "Hadisələr", "События"),
    "not on map": ("Not on the map", "Xəritədə yoxdur", "Нет на карте"),
    "no coordinates": ("no coordinates", "koordinatları yoxdur", "без координат"),
    "no place": ("no source names a place", "yeri göstərilmir", "место не названо"),
    "place": ("place", "yer", "место"),
    "event place": ("place of an event", "hadisənin yeri", "место события"),
    "region": ("region: the mark is not its border", "bölgə: nişan sərhəd deyil", "область: знак не граница"),
    "unsure place": ("position uncertain", "mövqeyi dəqiq deyil", "положение неточно"),
    "two points": (
        "positions that sources give for one place",
        "mənbələrin bir yer üçün verdiyi mövqelər",
        "положения одного места по источникам",
    ),
    "apart": ("sources disagree, {km} km apart", "mənbələr razılaşmır, {km} km", "источники расходятся, {km} км"),
    "number": ("event, see below", "hadisə, aşağıya bax", "событие, см. ниже"),
    "scene": ("a part of the event", "hadisənin bir hissəsi", "часть события"),
    "disputed place": ("sources disagree on the place", "mənbələr yer barədə razılaşmır", "источники расходятся о месте"),
    "lon+": ("E", "ş.u.", "в. д."),
    "lon-": ("W", "q.u.", "з. д."),
    "lat+": ("N", "ş.e.", "с. ш."),
    "lat-": ("S", "c.e.", "ю. ш."),
    "km": ("{km:g} km", "{km:g} km", "{km:g} км"),
    "water": (
        "shores and rivers of today; dashed: lakes that may be younger",
        "bugünkü sahil və çaylar; qırıq xətt: sonradan yarana bilən göllər",
        "берега и реки сегодня; пунктир: озёра, возможно, более поздние",
    ),
    "person": ("person", "şəxs", "лицо"),
    "body": ("unit, organisation, group", "hissə, təşkilat, qrup", "часть, организация, группа"),
    "event": ("event", "hadisə", "событие"),
    "command": (
        "commands, holds office in, belongs to",
        "komandanlıq edir, vəzifə tutur, üzvüdür",
        "командует, служит в, состоит в",
    ),
    "part": ("taking part", "iştirak", "участие"),
    "part other": ("taking part, side not said; working with", "iştirak, tərəfi göstərilmir", "участие, сторона не указана"),
    "above": (
        "subordinate to, part of, preceded by",
        "tabedir, tərkibindədir, ondan sonradır",
        "подчинено, входит в, следует за",
    ),
    "where": ("where", "harada", "где"),
    "sure": ("a source is certain", "mənbə əmindir", "источник уверен"),
    "unsure": ("only probable or less", "yalnız ehtimal", "лишь вероятно"),
    "disputed": ("denied by a source, or contested", "inkar olunur və ya mübahisəlidir", "отрицается или спорно"),
    "cut": (
        "Drawn: what stands in {shown} of {all} rows",
        "Çəkilib: {all} sətirdən {shown} sətirdə duranlar",
        "Показано то, что стоит в {shown} строках из {all}",
    ),
    "witnesses": ("{n} independent witnesses", "{n} müstəqil şahid", "независимых свидетелей: {n}"),
    "witness": ("one independent witness", "bir müstəqil şahid", "один независимый свидетель"),
    "subset": (
        "Shown: {shown} of {all} things, those with most ties.",
        "Göstərilir: {all} şeydən {shown}, ən çox əlaqəsi olanlar.",
        "Показано: {shown} из {all}, с наибольшим числом связей.",
    ),
}  # fmt: skip
"""Key → phrase in each of the languages."""


class Speech:
    """The words of one language.

    >>> speech = Speech(("ru", "en"))
    >>> speech("apart", km="2.0"), speech.date("[1725-05-21,1725-05-22]")
    ('источники расходятся, 2.0 км', '21/22 мая 1725')
    """

    def __init__(self, languages: Sequence[str]) -> None:
        """Take the first of *languages* in which there are words."""
        self.language = Words(languages).language
        self._at = LANGUAGES.index(self.language)

    def __call__(self, key: str, **parts: object) -> str:
        """Return a phrase with its parts put in."""
        return PHRASES[key][self._at].format(**parts)

    def date(self, edtf: str, *, night: bool = False) -> str:
        """Return an EDTF date in few words; two days that follow each other as “21/22 May”, as historians write them.

        :param night: the two days are one night.

        >>> speech = Speech(("en",))
        >>> speech.date("[1725-05-31,1725-06-01]", night=True), speech.date("1725-05")
        ('night of 31 May/1 June 1725', 'May 1725')
        """
        days = night_days(edtf)
        if days is None:
            return say_date(edtf, self.language)
        first, last = (say_date(day, self.language) for day in days)
        kept = first.split(" ") if days[0][:7] != days[1][:7] else first.split(" ")[:1]
        kept = kept[:-1] if len(kept) > 1 and days[0][:4] == days[1][:4] else kept
        words = f"{' '.join(kept)}/{last}"
        return self("night", days=words) if night else words

    def when(self, extent: Extent) -> str:
        """Return when something was, in words, with what is disputed or not said.

        >>> from histkg.exporters.times.extents import Extent
        >>> Speech(("en",)).when(Extent("1725-05-21", "1725-05-25", "1725-06-04", "1725-06-04", contested=("begin",)))
        'began between 21 and 25 May 1725 (sources disagree); ended 4 June 1725'
        """
        if not extent.is_dated:
            return ""
        begin, end = (extent.begin_earliest, extent.begin_latest), (extent.end_earliest, extent.end_latest)
        doubt = {one: self("disagree") if one in extent.contested else "" for one in ("begin", "end")}
        if begin == end and not extent.open_end and len(extent.contested) != 1:
            return self._span(*begin) + doubt["begin"]
        first = self("began", when=self._span(*begin)) if any(begin) else ""
        first = first or (self("no begin") if extent.open_begin else "")
        last = self("no end") if extent.open_end else self("end unknown")
        last = self("ended", when=self._span(*end)) if any(end) else last
        return "; ".join(part for part in (first and first + doubt["begin"], last + doubt["end"]) if part)

    def _span(self, low: str, high: str) -> str:
        if low and high:
            return say_days(low, high, self.language)
        key, day = ("not before", low) if low else ("not after", high)
        return self(key, when=say_date(day, self.language))

    def months(self) -> list[str]:
        """Return the names of the months."""
        return [say_date(f"1900-{month:02}", self.language).removesuffix(" 1900") for month in range(1, 13)]
