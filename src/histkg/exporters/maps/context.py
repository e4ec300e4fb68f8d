"""The JSON-LD context of a Linked Places file: what each key means, written into the file itself.

The keys and the terms behind them are those of the format's own context (version 1.1). Left away are its type coercions,
which say nothing about objects; added are ``note``, and what the head of a file says of the dataset.
"""

from __future__ import annotations

from typing import Any

_NAMESPACES = {
    "aat": "http://vocab.getty.edu/aat/",
    "cito": "http://purl.org/spar/cito/",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "geojson": "https://purl.org/geojson/vocab#",
    "gn": "http://www.geonames.org/",
    "gvp": "http://vocab.getty.edu/ontology#",
    "lpo": "http://linkedpasts.org/ontology/lpo_latest.ttl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
}

_SETS = {
    "features": "lpo:hasFeature",
    "geometries": "lpo:setting",
    "timespans": "lpo:timespan",
    "names": "lpo:name_attestation",
    "types": "lpo:type_attestation",
    "relations": "lpo:rel_attestation",
    "links": "lpo:link_attestation",
    "citations": "cito:cites",
    "descriptions": "dct:description",
}

_ADDRESSES = {
    "relationType": "lpo:relation_type",
    "relationTo": "lpo:relation_to",
    "identifier": "dct:identifier",
}

_PLAIN = {
    "certainty": "lpo:has_certainty",
    "earliest": "lpo:earliest",
    "end": "lpo:has_end",
    "geometry": "lpo:geometry",
    "in": "lpo:in",
    "issued": "dct:issued",
    "label": "rdfs:label",
    "lang": "dct:language",
    "latest": "lpo:latest",
    "note": "rdfs:comment",
    "properties": "geojson:properties",
    "start": "lpo:has_start",
    "title": "dct:title",
    "toponym": "lpo:toponym",
    "value": "rdf:value",
    "version": "dcat:version",
    "when": "lpo:when",
    "year": "dct:date",
}

_CLASSES = ("FeatureCollection", "Feature", "GeometryCollection", "Point")

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "id": "@id",
    "type": "@type",
    **_NAMESPACES,
    **{name: f"geojson:{name}" for name in _CLASSES},
    "exactMatch": "skos:exactMatch",
    "closeMatch": "skos:closeMatch",
    "coordinates": {"@id": "geojson:coordinates", "@container": "@list"},
    "dataset": {"@id": "dct:isPartOf", "@type": "@id"},
    "license": {"@id": "dct:license", "@type": "@id"},
    **{key: {"@id": term, "@container": "@set"} for key, term in _SETS.items()},
    **{key: {"@id": term, "@type": "@id"} for key, term in _ADDRESSES.items()},
    **_PLAIN,
}
"""Key → term."""
