"""Linked Art 1.0: one JSON-LD record for each event, person, group, place, text and set, in the shape its API asks for.

Specification: Linked Art 1.0, JSON-LD context ``https://linked.art/ns/v1/linked-art.json`` (given by its address, not fetched) and
the JSON schemas of its API. The statements come from the stored queries; here they are only nested: what has an address
of its own in the dataset is a reference, everything else is embedded, and embedded nodes have no address, as the schemas
demand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from histkg.exporters.models.balance import balance
from histkg.exporters.models.keys import CLASSES, KEYS, KEYS_BY_CLASS, RECORDS, SINGLE, key_of_property
from histkg.exporters.models.scope import read_scope
from histkg.exporters.models.stored import construct
from histkg.exporters.statements import TYPE
from histkg.exporters.targets import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from histkg.exporters.selection import Selection
    from histkg.stores.base import Term

CONTEXT = "https://linked.art/ns/v1/linked-art.json"
_CRM = "http://www.cidoc-crm.org/cidoc-crm/"
_CONTENT = _CRM + "P190_has_symbolic_content"
_ASSIGNED_PROPERTY = _CRM + "P177_assigned_property_of_type"
_DEFINED_BY = _CRM + "P168_place_is_defined_by"
_SPOKEN_OF = {_CRM + "P140i_was_attributed_by", _CRM + "P67i_is_referred_to_by"}
_DATE_TIME = "http://www.w3.org/2001/XMLSchema#dateTime"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

Said = dict[str, dict[str, list["Term"]]]


def write_linked_art(selection: Selection) -> Written:
    """Write one record a file, in a folder for each kind of thing."""
    scope = read_scope(selection)
    triples = construct(selection, "linked-art", scope)
    records = Records(selection, triples)
    wanted = {*(iri for found in scope.kinds.values() for iri in found), *records.spoken_of()}
    selection.read_labels({*wanted, *records.references()})
    files = {_file_name(iri): _text(records.record(iri)) for iri in sorted(wanted) if records.is_record(iri)}
    written = {iri for iri in wanted if records.is_record(iri)} | records.embedded
    counts, left_out = balance(scope, written)
    return Written(files or {"": b""}, counts, left_out)


class Records:
    """The statements of an export as nested records.

    :ivar embedded: the IRIs of nodes that were embedded in a record.
    """

    def __init__(self, selection: Selection, triples: Iterable[Triple]) -> None:
        self.embedded: set[str] = set()
        self._selection = selection
        self._said: Said = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            assert isinstance(triple.subject, NamedNode)
            assert isinstance(triple.object, NamedNode | Literal)
            self._said[triple.subject.value][triple.predicate.value].append(triple.object)

    def is_record(self, iri: str) -> bool:
        """Return whether *iri* has a record of its own."""
        return self._kind(iri) in RECORDS and _CONTENT not in self._said[iri]

    def references(self) -> set[str]:
        """Return all IRIs that stand in the records as references."""
        return {iri for iri in self._said if self._is_reference(iri)}

    def spoken_of(self) -> set[str]:
        """Return the IRIs of all things about which there are claims: those that speak of the entity asked for, too."""
        return {iri for iri, said in self._said.items() if _SPOKEN_OF & said.keys() and self.is_record(iri)}

    def record(self, iri: str) -> dict[str, Any]:
        """Return the record of a thing."""
        own = {"id": iri, "type": self._kind(iri), "_label": self._label(iri)}
        return {"@context": CONTEXT, **own, **self._properties(iri)}

    def _kind(self, iri: str) -> str:
        classes = self._said.get(iri, {}).get(TYPE, ())
        return next((CLASSES[found.value] for found in classes if found.value in CLASSES), "")

    def _label(self, iri: str) -> str:
        labels = sorted(label.value for label in self._said[iri].get(_LABEL, ()))
        return labels[0] if labels else self._selection.label(iri)

    def _is_reference(self, iri: str) -> bool:
        return self._kind(iri) in ("Type", "Language") or self.is_record(iri)

    def _properties(self, iri: str) -> dict[str, Any]:
        kind = self._kind(iri)
        written: dict[str, Any] = {}
        for prop, values in self._said[iri].items():
            key = KEYS_BY_CLASS.get(kind, {}).get(prop) or KEYS.get(prop)
            if key is None:
                continue
            if prop == _DEFINED_BY:
                written[key] = multipoint([value.value for value in values])
            elif prop == _ASSIGNED_PROPERTY:
                written[key] = key_of_property(values[0].value)
            else:
                nested = sorted(filter(None, map(self._value, values)), key=_order)
                if nested:
                    written[key] = nested[0] if self._is_single(kind, key) and len(nested) == 1 else nested
        return dict(sorted(written.items(), key=lambda item: _KEY_ORDER.get(item[0], len(_KEY_ORDER))))

    @staticmethod
    def _is_single(kind: str, key: str) -> bool:
        return key in SINGLE or (key == "part_of" and kind in ("Activity", "Event"))

    def _value(self, value: Term) -> Any:
        if isinstance(value, Literal):
            return value.value.replace("+00:00", "Z") if value.datatype.value == _DATE_TIME else value.value
        iri = value.value
        kind = self._kind(iri)
        if not kind:
            return None
        if self._is_reference(iri):
            return {"id": iri, "type": kind, "_label": self._label(iri)}
        if kind in RECORDS and _CONTENT not in self._said[iri]:
            return {"id": iri, "type": kind}
        self.embedded.add(iri)
        labels = self._said[iri].get(_LABEL)
        own = {"type": kind} | ({"_label": min(label.value for label in labels)} if labels else {})
        return {**own, **self._properties(iri)}


def multipoint(points: Iterable[str]) -> str:
    """Return WKT of one or more points as one geometry.

    >>> multipoint(["POINT(10 40)"])
    'POINT(10 40)'
    >>> multipoint(["POINT(11 40)", "POINT(10 40)"])
    'MULTIPOINT((10 40),(11 40))'
    """
    found = sorted(set(points))
    if len(found) == 1:
        return found[0]
    return f"MULTIPOINT({','.join(point[point.index('(') :] for point in found)})"


_KEY_ORDER = {
    key: place
    for place, key in enumerate(
        (
            "identified_by",
            "classified_as",
            "content",
            "language",
            "timespan",
            "begin_of_the_begin",
            "end_of_the_begin",
            "begin_of_the_end",
            "end_of_the_end",
            "took_place_at",
            "carried_out_by",
        )
    )
}


def _order(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _file_name(iri: str) -> str:
    """Return folder and file of a record: the last two steps of its IRI."""
    *_, kind, slug = iri.split("/")
    return f"{kind}/{slug}.json"


def _text(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
