"""Phrases and sentences: key → (English, Azerbaijani, Russian); headings are in a module of their own.

Counted nouns have a form for one and a form for more; Russian puts the number last, which needs no case.
"""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str, str]] = {
    # ---- values ----
    "about": ("about {n}", "təxminən {n}", "около {n}"),
    "more_than": ("more than {n}", "{n} sayından çox", "более {n}"),
    "or_more": ("{n} or more", "{n} və daha çox", "{n} и более"),
    "up_to": ("up to {n}", "ən çoxu {n}", "до {n}"),
    "stated_unknown": ("stated as unknown", "naməlum olduğu bildirilir", "указано как неизвестное"),
    "no_number": ("no number", "sayı göstərilmir", "число не указано"),
    "printed": ("printed {name}", "çapda: {name}", "напечатано: {name}"),
    "role_doubt": ("role in doubt: {why}", "rolu şübhəlidir: {why}", "роль под сомнением: {why}"),
    "in_command": ("in command", "komandir", "командование"),
    "in_command_of": ("in command of {body}", "{body}: komandir", "командование: {body}"),
    "under": ("under {superior}", "tabe olduğu: {superior}", "в подчинении: {superior}"),
    "from": ("from {date}", "başlanğıcı: {date}", "с: {date}"),
    "until": ("until {date}", "sonu: {date}", "по: {date}"),
    "not_before": ("not before {date}", "ən tezi {date}", "не ранее: {date}"),
    "not_after": ("not after {date}", "ən geci {date}", "не позднее: {date}"),
    "end_unknown": ("not known", "məlum deyil", "неизвестно"),
    "open": ("open, no end is given", "açıqdır, sonu göstərilmir", "открыто, конец не указан"),
    "during_event": ("during: {event}", "zamanı: {event}", "во время: {event}"),
    "calendar": ("calendar of the source: {name}", "mənbənin təqvimi: {name}", "календарь источника: {name}"),
    # ---- agreement ----
    "contested": ("contested", "mübahisəli", "спорно"),
    "told_differently": ("told differently", "fərqli nəql olunur", "излагается по-разному"),
    "see": ("see “{where}”", "bax: “{where}”", "см. «{where}»"),
    # ---- what qualifies a claim ----
    "words_of": ("words of: {name}", "sözlərin sahibi: {name}", "слова: {name}"),
    "stance": ("the source {name} them", "mənbə onları {name}", "источник их {name}"),
    "reading_low": ("reading: low", "oxunuş: etibarı az", "прочтение: ненадёжное"),
    "reading_medium": ("reading: medium", "oxunuş: etibarı orta", "прочтение: средней надёжности"),
    "rests_on": ("resting on {source}", "əsaslandığı: {source}", "опирается на: {source}"),
    "narrowed": (
        "a closer date of another source lies within it",
        "başqa mənbənin daha dəqiq tarixi bunun içindədir",
        "в этих пределах лежит более точная дата другого источника",
    ),
    "corrects": (
        "the curators’ reading of what is printed as: {what}",
        "çapda “{what}” kimi verilənin tərtibçi oxunuşu",
        "прочтение составителями того, что напечатано как: {what}",
    ),
    "translated": (
        "summed up by the compilers, from: {language}",
        "tərtibçilərin xülasəsi, dilindən: {language}",
        "пересказ составителей, с языка: {language}",
    ),
    "in_its_words": ("In its words: {words}", "Öz sözləri ilə: {words}", "Дословно: {words}"),
    "note": ("Note: {text}", "Qeyd: {text}", "Примечание: {text}"),
    # ---- sentences ----
    "own_name": (
        "Names marked * are the ones used here; a name without a source is the curators’.",
        "* ilə işarələnən adlar burada işlədilir; mənbəsi olmayan ad tərtibçilərindir.",
        "Звёздочкой * отмечены названия, принятые здесь; название без источника дано составителями.",
    ),
    "no_date": (
        "No source here gives a date of its own.",
        "Buradakı mənbələrin heç biri öz tarixini vermir.",
        "Ни один из источников здесь не называет своей даты.",
    ),
    "side_by_side": (
        "Both stay side by side; none is chosen. Sources that copy each other, share text or are parts of one book count as one witness, and one witness may stand behind several statements.",
        "Hamısı yanaşı qalır, heç biri seçilmir. Bir-birini köçürən, mətni ortaq olan və ya bir kitabın hissəsi olan mənbələr bir şahid sayılır; bir şahid bir neçə ifadənin arxasında dura bilər.",
        "Всё остаётся рядом, ничто не выбрано. Источники, которые списаны друг с друга, имеют общий текст или составляют одну книгу, считаются одним свидетелем; один свидетель может стоять за несколькими высказываниями.",
    ),
    "figures_hint": (
        "Numbers may be compared only where side, what is counted and what it covers are the same.",
        "Rəqəmləri yalnız tərəf, sayılan və əhatə eyni olanda müqayisə etmək olar.",
        "Числа сравнимы лишь там, где совпадают сторона, предмет счёта и охват.",
    ),
    "words_hint": (
        "These are words of sources, or of those whom they quote; they are nobody’s verdict here.",
        "Bunlar mənbələrin və ya sitat gətirdikləri kəslərin sözləridir; burada heç kəsin hökmü deyil.",
        "Это слова источников или тех, кого они цитируют; приговором они здесь не служат.",
    ),
    "only_listed": (
        "Only listed in a bibliography beside a work on it; that is no evidence that they speak of it",
        "Yalnız bu haqda bir əsərin ədəbiyyat siyahısında var; bu, onların bundan danışmasına sübut deyil",
        "Только стоят в списке литературы рядом с трудом об этом; это не доказывает, что они об этом говорят",
    ),
    "about_it": ("Said to be about it", "Bu haqda olduğu deyilir", "Считаются посвящёнными этому"),
    "second_hand": (
        "Known only through somebody else, or from a bibliographic entry",
        "Yalnız başqası vasitəsilə və ya biblioqrafik qeyddən məlumdur",
        "Известно только через других или из библиографической записи",
    ),
    "low_reading": (
        "The curators trust their own reading little",
        "Tərtibçilər öz oxunuşuna az etibar edir",
        "Составители мало доверяют собственному прочтению",
    ),
    "unsure": ("The source itself is not sure", "Mənbənin özü əmin deyil", "Сам источник не уверен"),
    "set_apart": (
        "Set apart: no fact follows from it",
        "Kənara qoyulub: bundan fakt çıxmır",
        "Отставлено в сторону: факт из этого не следует",
    ),
    "denied": ("denied by the source", "mənbə inkar edir", "источник отрицает"),
    "rejected": ("rejected by the source", "mənbə rədd edir", "источник отвергает"),
    "withdrawn": ("set aside by the curators", "tərtibçilər kənara qoyub", "отклонено составителями"),
    "passed_on": ("only passed on by the source", "mənbə yalnız çatdırır", "источник лишь передаёт"),
    "one_witness": ("one witness", "bir şahid", "один свидетель"),
    "legend": (
        "Unless a note says otherwise, the source states it as certain and the curators saw the passage. “Reading” is how far the curators trust their own reading, not how sure the source is.",
        "Qeyddə başqa cür deyilməyibsə, mənbə bunu qəti bildirir və tərtibçilər həmin yeri görüblər. “Oxunuş” mənbənin əminliyi deyil, tərtibçilərin öz oxunuşuna etibarıdır.",
        "Если в примечании не сказано иное, источник сообщает это как несомненное, а составители видели это место. «Прочтение» показывает, насколько составители доверяют собственному чтению, а не уверенность источника.",
    ),
    "cite_too": (
        "Cite also the sources named in the notes.",
        "Qeydlərdə adı çəkilən mənbələrə də istinad edin.",
        "Ссылайтесь также на источники, названные в примечаниях.",
    ),
    "cite_sources": (
        "Cite also the sources listed above.",
        "Yuxarıda sadalanan mənbələrə də istinad edin.",
        "Ссылайтесь также на перечисленные выше источники.",
    ),
    "silence": (
        "Where a source was read only in part, its silence proves nothing. Sources with one number are one witness.",
        "Mənbə yalnız qismən oxunubsa, onun susması heç nəyi sübut etmir. Nömrəsi eyni olan mənbələr bir şahiddir.",
        "Если источник прочитан лишь отчасти, его молчание ничего не доказывает. Источники с одним номером – один свидетель.",
    ),
    "not_recorded": ("not recorded", "qeyd olunmayıb", "не указано"),
    "no_rows": (
        "No statement in this dataset answers it; that is no evidence that there is none.",
        "Bu topluda buna cavab verən bildiriş yoxdur; bu, belə bir şeyin olmadığına sübut deyil.",
        "В этом наборе данных нет ответа на этот вопрос; это не доказывает, что такого не было.",
    ),
    "cut": ("Cut: {shown} of {total} rows are here.", "Kəsilib: {total} sətirdən {shown} buradadır.", "Обрезано: здесь строк {shown} из {total}."),
    "not_complete": ("Not complete: {why}", "Tam deyil: {why}", "Неполно: {why}"),
}  # fmt: skip

COUNTED: dict[str, tuple[tuple[str, str], ...]] = {
    "positions": (
        ("{n} statement", "{n} statements"),
        ("{n} ifadə", "{n} ifadə"),
        ("высказываний: {n}", "высказываний: {n}"),
    ),
    "witnesses": (
        ("{n} independent witness", "{n} independent witnesses"),
        ("{n} müstəqil şahid", "{n} müstəqil şahid"),
        ("независимых свидетелей: {n}", "независимых свидетелей: {n}"),
    ),
    "sources": (
        ("{n} source", "{n} sources"),
        ("{n} mənbə", "{n} mənbə"),
        ("источников: {n}", "источников: {n}"),
    ),
    "statements": (
        ("{n} statement", "{n} statements"),
        ("{n} bildiriş", "{n} bildiriş"),
        ("утверждений: {n}", "утверждений: {n}"),
    ),
    "things": (
        ("{n} thing", "{n} things"),
        ("{n} şey haqqında", "{n} şey haqqında"),
        ("предметов: {n}", "предметов: {n}"),
    ),
    "rows": (("{n} row", "{n} rows"), ("{n} sətir", "{n} sətir"), ("строк: {n}", "строк: {n}")),
}

TONGUES: dict[str, tuple[str, str, str]] = {
    "az": ("Azerbaijani", "azərbaycan", "азербайджанский"),
    "de": ("German", "alman", "немецкий"),
    "en": ("English", "ingilis", "английский"),
    "es": ("Spanish", "ispan", "испанский"),
    "fa": ("Persian", "fars", "персидский"),
    "hy": ("Armenian", "erməni", "армянский"),
    "it": ("Italian", "italyan", "итальянский"),
    "ka": ("Georgian", "gürcü", "грузинский"),
    "mul": ("several languages", "bir neçə dil", "несколько языков"),
    "ru": ("Russian", "rus", "русский"),
    "th": ("Thai", "tay", "тайский"),
    "tr": ("Turkish", "türk", "турецкий"),
    "uk": ("Ukrainian", "ukrayn", "украинский"),
    "und": ("language not stated", "dili göstərilməyib", "язык не указан"),
}
"""First part of a language tag → the language."""

SCRIPTS: dict[str, tuple[str, str, str]] = {
    "latn": ("Latin letters", "latın hərfləri", "латиница"),
    "cyrl": ("Cyrillic letters", "kiril hərfləri", "кириллица"),
    "arab": ("Arabic letters", "ərəb hərfləri", "арабское письмо"),
}
"""Script in a language tag → the script."""
