"""The fixed words of a report, in the languages of the rules.

Plural forms follow CLDR (Unicode, “Language Plural Rules”): English has two, Russian three, Azerbaijani needs none after a
number.
"""

from __future__ import annotations

from collections.abc import Sequence

LANGUAGES = ("en", "az", "ru")
"""Languages the rules are written in; the first serves readers of every other."""

NAMELESS = {"en": "a thing without an IRI", "az": "IRI-si olmayan şey", "ru": "нечто без IRI"}
SUGGESTION = {"en": "Did you mean {}?", "az": "Bəlkə {}?", "ru": "Может быть, {}?"}

DATATYPES = {
    "http://id.loc.gov/datatypes/edtf/EDTF": {
        "en": 'a date in EDTF, such as "1920-05"^^edtf:EDTF',
        "az": 'EDTF tarixi, məsələn, "1920-05"^^edtf:EDTF',
        "ru": 'дата в EDTF, например "1920-05"^^edtf:EDTF',
    },
    "http://www.opengis.net/ont/geosparql#wktLiteral": {
        "en": 'a point, such as "POINT(46.36 40.68)"^^geo:wktLiteral',
        "az": 'nöqtə, məsələn, "POINT(46.36 40.68)"^^geo:wktLiteral',
        "ru": 'точка, например "POINT(46.36 40.68)"^^geo:wktLiteral',
    },
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString": {
        "en": 'a text with its language, such as "…"@en',
        "az": 'dili göstərilmiş mətn, məsələn, "…"@az',
        "ru": 'текст с указанием языка, например "…"@ru',
    },
    "http://www.w3.org/2001/XMLSchema#anyURI": {
        "en": 'an address, such as "https://example.org"^^xsd:anyURI',
        "az": 'ünvan, məsələn, "https://example.org"^^xsd:anyURI',
        "ru": 'адрес, например "https://example.org"^^xsd:anyURI',
    },
    "http://www.w3.org/2001/XMLSchema#gYear": {
        "en": 'a year, such as "2010"^^xsd:gYear',
        "az": 'il, məsələn, "2010"^^xsd:gYear',
        "ru": 'год, например "2010"^^xsd:gYear',
    },
    "http://www.w3.org/2001/XMLSchema#date": {"en": "a day", "az": "gün", "ru": "день"},
    "http://www.w3.org/2001/XMLSchema#integer": {
        "en": "a whole number, without quotation marks",
        "az": "tam ədəd, dırnaqsız",
        "ru": "целое число без кавычек",
    },
    "http://www.w3.org/2001/XMLSchema#boolean": {
        "en": "true or false",
        "az": "true və ya false",
        "ru": "true или false",
    },
    "http://www.w3.org/2001/XMLSchema#string": {
        "en": "a text without language or type",
        "az": "dili və tipi olmayan mətn",
        "ru": "текст без языка и типа",
    },
}

SEVERITY_NAMES = {
    "en": {"violation": "violation", "warning": "warning", "info": "info"},
    "az": {"violation": "pozuntu", "warning": "xəbərdarlıq", "info": "qeyd"},
    "ru": {"violation": "нарушение", "warning": "предупреждение", "info": "заметка"},
}

_COUNTED: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "problem": ("problem", "problems"),
        "violation": ("violation", "violations"),
        "warning": ("warning", "warnings"),
        "info": ("info", "notes"),
        "file": ("file", "files"),
        "statement": ("statement", "statements"),
        "rule": ("rule", "rules"),
        "waived": ("waived", "waived"),
    },
    "az": {
        "problem": ("problem",),
        "violation": ("pozuntu",),
        "warning": ("xəbərdarlıq",),
        "info": ("qeyd",),
        "file": ("fayl",),
        "statement": ("ifadə",),
        "rule": ("qayda",),
        "waived": ("istisna",),
    },
    "ru": {
        "problem": ("проблема", "проблемы", "проблем"),
        "violation": ("нарушение", "нарушения", "нарушений"),
        "warning": ("предупреждение", "предупреждения", "предупреждений"),
        "info": ("заметка", "заметки", "заметок"),
        "file": ("файл", "файла", "файлов"),
        "statement": ("запись", "записи", "записей"),
        "rule": ("правило", "правила", "правил"),
        "waived": ("исключение", "исключения", "исключений"),
    },
}

SENTENCES = {
    "en": {
        "none": "No problems.",
        "problems": "{problems}: {counts}.",
        "waived": "{waived}: --format json lists them, with who waived them and why.",
        "checked": "{files} checked: {statements} against {rules}.",
        "dataset": "Dataset: {dataset}.",
        "beside": "Read together with the dataset {dataset}.",
        "explain": "Each code is explained, with examples, in docs/rules.md.",
    },
    "az": {
        "none": "Problem yoxdur.",
        "problems": "{problems}: {counts}.",
        "waived": "{waived}: --format json onları, kimin və nə üçün istisna etdiyini sadalayır.",
        "checked": "{files} yoxlandı: {statements}, {rules}.",
        "dataset": "Verilənlər toplusu: {dataset}.",
        "beside": "{dataset} verilənlər toplusu ilə birlikdə oxundu.",
        "explain": "Hər kod misallarla docs/rules.md faylında izah olunur.",
    },
    "ru": {
        "none": "Проблем нет.",
        "problems": "{problems}: {counts}.",
        "waived": "{waived}: --format json перечисляет их и говорит, кто их сделал и почему.",
        "checked": "Проверено: {files}, {statements}, {rules}.",
        "dataset": "Набор данных: {dataset}.",
        "beside": "Прочитано вместе с набором данных {dataset}.",
        "explain": "Каждый код объяснён с примерами в docs/rules.md.",
    },
}


def message_language(languages: Sequence[str]) -> str:
    """Return the first of *languages* the rules are written in; English where there is none.

    >>> message_language(("ka", "ru", "en"))
    'ru'
    """
    return next((tag for tag in languages if tag in LANGUAGES), LANGUAGES[0])


def counted(number: int, word: str, language: str) -> str:
    """Return *number* with the form of *word* that goes with it.

    >>> counted(1, "rule", "ru"), counted(3, "rule", "ru"), counted(11, "rule", "ru")
    ('1 правило', '3 правила', '11 правил')
    >>> counted(2, "rule", "en"), counted(2, "rule", "az")
    ('2 rules', '2 qayda')
    """
    forms = _COUNTED[language][word]
    return f"{number} {forms[_plural(number, language) if len(forms) > 1 else 0]}"


def _plural(number: int, language: str) -> int:
    if language != "ru":
        return int(number != 1)
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2
