"""Stored questions: SPARQL files whose ``#+`` header says in words what they ask.

The header is YAML in comment lines, as grlc has it, so that the file stays plain SPARQL that any editor or endpoint
runs. Parameters are ``VALUES ?name { default }`` lines inside the pattern: the only way of binding that means the same
on every engine (a trailing VALUES does not reach into aggregates; engines' own bindings differ).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from histkg.errors import InputError, UsageError
from histkg.reading import read_text

if TYPE_CHECKING:
    from histkg.stores.base import Term

_VALUES = re.compile(
    r"^(?P<indent>[ \t]*)VALUES[ \t]+\?(?P<name>\w+)[ \t]*\{(?P<block>[^{}]*)\}[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True)
class Parameter:
    """A slot of a question.

    :param name: the variable's name.
    :param type: the class an entity must have (CURIE), or ``integer``, ``year``, ``date``, ``text``, ``language``.
    :param required: whether the question makes no sense without it.
    :param example: what the stored file asks, as text.
    :param label: what to type, in words.
    """

    name: str
    type: str
    required: bool
    example: str
    label: str

    @property
    def is_entity(self) -> bool:
        """Whether a name must be looked up."""
        return ":" in self.type and not self.type.startswith("xsd:")


@dataclass(frozen=True)
class StoredQuestion:
    """A question in words and in SPARQL.

    :param name: the file's name without suffix; the question's IRI is ``query:<name>``.
    :param summary: title, at most 60 characters.
    :param text: the SPARQL as stored, header included.
    :param unfit: name of an engine that answers it wrongly, or not at all → why.
    """

    name: str
    summary: str
    text: str
    path: Path
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    incomplete: str | None = None
    unfit: Mapping[str, str] = field(default_factory=dict)
    empty: str | None = None

    def question(self, languages: Sequence[str] = ("en",)) -> str:
        """Return the question in the first of *languages* that has it."""
        return next((self.wording[tag] for tag in languages if tag in self.wording), self.wording["en"])

    def bind(self, arguments: Mapping[str, Sequence[Term]]) -> str:
        """Return the SPARQL with the data blocks of *arguments* replaced by RDF terms.

        Each term is written by the RDF library in N-Triples form, in which nothing can break out of an IRI or a
        literal; text of the caller never reaches the query.

        :param arguments: parameter → terms; several terms ask for several, none asks for all (``UNDEF``).
        :raises UsageError: an argument the question does not have.
        """
        known = {parameter.name for parameter in self.parameters}
        for name in arguments:
            if name not in known:
                raise UsageError(
                    f"“{self.name}” has no parameter “{name}”",
                    hint=f"it has: {', '.join(sorted(known)) or 'none'}",
                )

        def block(match: re.Match[str]) -> str:
            terms = arguments.get(match["name"])
            if terms is None:
                return match[0]
            data = " ".join(write_term(term) for term in terms) or "UNDEF"
            return f"{match['indent']}VALUES ?{match['name']} {{ {data} }}"

        return _VALUES.sub(block, self.text)


_ESCAPED_BACKSLASH = re.compile(r"\\\\([uU][0-9A-Fa-f]*)|\\.", re.DOTALL)


def write_term(term: Term) -> str:
    r"""Return *term* in N-Triples form, safe in SPARQL on engines that read ``\uXXXX`` before they parse.

    SPARQL 1.1 §19.2 lets codepoint escapes be replaced anywhere in the text first, so that the escaped backslash of
    ``\\u0022`` would become part of an escape. The letters after it are therefore written as escapes themselves.

    >>> from pyoxigraph import Literal
    >>> print(write_term(Literal("\\u0022")))
    "\\\u0075\u0030\u0030\u0032\u0032"
    """

    def escape(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        return "\\\\" + "".join(f"\\u{ord(letter):04X}" for letter in match[1])

    return _ESCAPED_BACKSLASH.sub(escape, str(term))


def stored_parameters(text: str) -> dict[str, str]:
    """Return variable → data block of each inner ``VALUES`` line of a query."""
    return {match["name"]: match["block"].strip() for match in _VALUES.finditer(text)}


def read_question(path: Path) -> StoredQuestion:
    """Read one ``.rq`` file.

    :raises InputError: the header is not YAML or lacks a key; the message names the file.
    """
    text = read_text(path)
    header = _header(text, path)
    for key in ("summary", "question"):
        if not header.get(key):
            raise InputError(f"the header has no “{key}”", where=str(path), hint="see queries/README.md")
    parameters = tuple(_parameter(item, path) for item in header.get("parameters") or [])
    wording = {"en": header["question"]}
    wording |= {key[9:]: value for key, value in header.items() if key.startswith("question_")}
    return StoredQuestion(
        name=path.stem,
        summary=str(header["summary"]),
        text=text,
        path=path,
        tags=tuple(header.get("tags") or ()),
        parameters=parameters,
        columns=dict(header.get("columns") or {}),
        wording=wording,
        incomplete=header.get("incomplete"),
        unfit=dict(header.get("unfit") or {}),
        empty=header.get("empty"),
    )


def _header(text: str, path: Path) -> dict[str, Any]:
    import yaml

    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        header = yaml.load("\n".join(lines), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise InputError(f"the header is not YAML: {error.__class__.__name__}", where=where) from None
    if not isinstance(header, dict):
        raise InputError("the file has no “#+” header", where=str(path), hint="see queries/README.md")
    return header


def _parameter(item: Any, path: Path) -> Parameter:
    if not isinstance(item, dict) or len(item) != 1:
        raise InputError("a parameter is not “- name: {type: …}”", where=str(path))
    ((name, about),) = item.items()
    if not isinstance(about, dict) or "type" not in about:
        raise InputError(f"parameter “{name}” has no type", where=str(path))
    return Parameter(
        name=str(name),
        type=str(about["type"]),
        required=bool(about.get("required", False)),
        example=str(about.get("example", "")),
        label=str(about.get("label", name)),
    )


def read_questions(queries: Path) -> dict[str, StoredQuestion]:
    """Return name → question for every file of ``queries/questions/``, sorted by name.

    :raises InputError: a header is broken.
    """
    found = (read_question(path) for path in sorted((queries / "questions").glob("*.rq")))
    return {question.name: question for question in found}


def find_question(queries: Path, name: str) -> StoredQuestion:
    """Return the stored question called *name*.

    :raises UsageError: there is none; the message offers the nearest names.
    """
    folder = queries / "questions"
    names = sorted(path.stem for path in folder.glob("*.rq"))
    if name in names:
        return read_question(folder / f"{name}.rq")
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=3, cutoff=0.5) or [known for known in names if name in known][:3]
    hint = (
        f"did you mean {' or '.join(f'“{known}”' for known in near)}?" if near else "“histkg ask” lists them"
    )
    raise UsageError(f"no question is called “{name}”", hint=hint)
