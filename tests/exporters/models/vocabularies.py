"""What published vocabularies declare, read from the npm packages that carry copies of them; and their rules, applied."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"


@dataclass
class Vocabulary:
    """Terms, classes above classes, and which classes a property takes on either side (any of a set)."""

    declared: set = field(default_factory=set)
    above: dict = field(default_factory=lambda: defaultdict(set))
    domain: dict = field(default_factory=dict)
    range: dict = field(default_factory=dict)

    def classes(self, iri):
        found, todo = {iri}, [iri]
        while todo:
            for above in self.above[todo.pop()]:
                if above not in found:
                    found.add(above)
                    todo.append(above)
        return found


def read(path):
    """Read a vocabulary in N-Quads, with classes written as unions."""
    said = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=path):
        said[str(quad.subject)][quad.predicate.value].append(quad.object)
    vocabulary = Vocabulary()
    for subject, values in said.items():
        iri = subject.strip("<>")
        if TYPE in values:
            vocabulary.declared.add(iri)
        for found in values.get(RDFS + "subClassOf", ()):
            if isinstance(found, ox.NamedNode):
                vocabulary.above[iri].add(found.value)
        for rule, classes in (("domain", vocabulary.domain), ("range", vocabulary.range)):
            for found in values.get(RDFS + rule, ()):
                classes[iri] = set(_union(found, said))
    return vocabulary


def _union(node, said):
    if isinstance(node, ox.NamedNode):
        yield node.value
        return
    for item in said[str(node)].get(OWL + "unionOf", ()):
        while str(item) in said and said[str(item)].get(RDF + "first"):
            yield from _union(said[str(item)][RDF + "first"][0], said)
            item = said[str(item)][RDF + "rest"][0]


def breaches(vocabulary, triples, namespace):
    """Return every triple that a vocabulary's domains, ranges or declarations do not allow, as sentences."""
    types = defaultdict(set)
    for triple in triples:
        if triple.predicate.value == TYPE:
            types[triple.subject.value] |= vocabulary.classes(triple.object.value)
    found = []
    for triple in triples:
        prop = triple.predicate.value
        used = [prop, triple.object.value] if prop == TYPE else [prop]
        found += [
            f"undeclared {iri}"
            for iri in used
            if iri.startswith(namespace) and iri not in vocabulary.declared
        ]
        wanted = vocabulary.domain.get(prop)
        if wanted and not wanted & types[triple.subject.value]:
            found.append(f"domain {triple}")
        wanted = vocabulary.range.get(prop)
        if not wanted:
            continue
        if isinstance(triple.object, ox.Literal):
            allowed = any(
                iri.startswith("http://www.w3.org/2001/XMLSchema#") or iri == RDFS + "Literal"
                for iri in wanted
            )
        else:
            allowed = bool(wanted & types[triple.object.value])
        if not allowed:
            found.append(f"range {triple}")
    return found
