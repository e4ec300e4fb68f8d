"""What the shapes say of themselves: code, severity, and words in every language of the reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from histkg.errors import InputError
from histkg.reading import parse_file
from histkg.validation.words import LANGUAGES

if TYPE_CHECKING:
    from histkg.prefixes import PrefixMap

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True)
class Rule:
    """What a shape says of itself.

    :param shape: IRI of the shape.
    :param code: ``HEV-CL-02``; several shapes may share one.
    :param severity: ``violation``, ``warning`` or ``info``.
    :param messages: language → template of what is wrong.
    :param remedies: language → what to do.
    """

    shape: str
    code: str
    severity: str
    messages: Mapping[str, str] = field(hash=False)
    remedies: Mapping[str, str] = field(hash=False)


def read_rules(shapes: Sequence[Path], prefixes: PrefixMap) -> dict[str, Rule]:
    """Return shape IRI → rule, for every shape that has a rule code.

    :raises InputError: a file is unreadable, or a shape with a code lacks its words in one of
        :data:`histkg.validation.words.LANGUAGES`.
    """
    code, remedy = prefixes["hev"] + "ruleCode", prefixes["hev"] + "remedy"
    read: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for path in shapes:
        for quad in parse_file(path):
            about = read[str(getattr(quad.subject, "value", ""))][quad.predicate.value]
            about[getattr(quad.object, "language", None) or ""] = str(getattr(quad.object, "value", ""))
    rules: dict[str, Rule] = {}
    for shape, said in read.items():
        if code not in said:
            continue
        rule = Rule(
            shape,
            said[code][""],
            said[_SH + "severity"].get("", "Violation").rpartition("#")[2].lower(),
            said[_SH + "message"],
            said[remedy],
        )
        lacking = [tag for tag in LANGUAGES if tag not in rule.messages or tag not in rule.remedies]
        if lacking:
            raise InputError(
                f"the rule {rule.code} lacks its words in: {', '.join(lacking)}",
                where=shape,
                hint="give it sh:message and hev:remedy in every language of the other rules",
            )
        rules[shape] = rule
    return rules
