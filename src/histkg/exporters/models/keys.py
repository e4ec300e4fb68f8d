"""The names Linked Art 1.0 gives to the classes and properties that the stored queries write.

Source: the JSON-LD context of Linked Art 1.0. Some names mean another property in each class: ``part_of`` of a place is not
``part_of`` of an event.
"""

from __future__ import annotations

_CRM = "http://www.cidoc-crm.org/cidoc-crm/"
_LA = "https://linked.art/ns/terms/"

CLASSES = {
    _CRM + "E5_Event": "Event",
    _CRM + "E7_Activity": "Activity",
    _CRM + "E13_Attribute_Assignment": "AttributeAssignment",
    _CRM + "E21_Person": "Person",
    _CRM + "E33_E41_Linguistic_Appellation": "Name",
    _CRM + "E33_Linguistic_Object": "LinguisticObject",
    _CRM + "E42_Identifier": "Identifier",
    _CRM + "E52_Time-Span": "TimeSpan",
    _CRM + "E53_Place": "Place",
    _CRM + "E55_Type": "Type",
    _CRM + "E56_Language": "Language",
    _CRM + "E65_Creation": "Creation",
    _CRM + "E66_Formation": "Formation",
    _CRM + "E67_Birth": "Birth",
    _CRM + "E68_Dissolution": "Dissolution",
    _CRM + "E69_Death": "Death",
    _CRM + "E74_Group": "Group",
    _LA + "Set": "Set",
}

RECORDS = frozenset({"Activity", "Event", "Group", "LinguisticObject", "Person", "Place", "Set"})
"""Classes whose instances have a record of their own; a text with content is embedded."""

KEYS = {
    _CRM + "P1_is_identified_by": "identified_by",
    _CRM + "P2_has_type": "classified_as",
    _CRM + "P4_has_time-span": "timespan",
    _CRM + "P7_took_place_at": "took_place_at",
    _CRM + "P11_had_participant": "participant",
    _CRM + "P14_carried_out_by": "carried_out_by",
    _CRM + "P15_was_influenced_by": "influenced_by",
    _CRM + "P67i_is_referred_to_by": "referred_to_by",
    _CRM + "P72_has_language": "language",
    _CRM + "P81a_end_of_the_begin": "end_of_the_begin",
    _CRM + "P81b_begin_of_the_end": "begin_of_the_end",
    _CRM + "P82a_begin_of_the_begin": "begin_of_the_begin",
    _CRM + "P82b_end_of_the_end": "end_of_the_end",
    _CRM + "P94i_was_created_by": "created_by",
    _CRM + "P95i_was_formed_by": "formed_by",
    _CRM + "P98i_was_born": "born",
    _CRM + "P99i_was_dissolved_by": "dissolved_by",
    _CRM + "P100i_died_in": "died",
    _CRM + "P129_is_about": "about",
    _CRM + "P140i_was_attributed_by": "attributed_by",
    _CRM + "P141_assigned": "assigned",
    _CRM + "P168_place_is_defined_by": "defined_by",
    _CRM + "P177_assigned_property_of_type": "assigned_property",
    _CRM + "P190_has_symbolic_content": "content",
    _LA + "equivalent": "equivalent",
}

KEYS_BY_CLASS = {
    "Activity": {_CRM + "P9i_forms_part_of": "part_of"},
    "Event": {_CRM + "P9i_forms_part_of": "part_of"},
    "Group": {_CRM + "P107i_is_current_or_former_member_of": "member_of"},
    "LinguisticObject": {_CRM + "P106i_forms_part_of": "part_of"},
    "Person": {_CRM + "P107i_is_current_or_former_member_of": "member_of"},
    "Place": {_CRM + "P89_falls_within": "part_of"},
    "Set": {_LA + "member_of": "member_of"},
}

SINGLE = frozenset(
    {
        "begin_of_the_begin", "begin_of_the_end", "born", "content", "created_by", "defined_by", "died", "dissolved_by",
        "end_of_the_begin", "end_of_the_end", "formed_by", "timespan",
    }
)  # fmt: skip
"""Names that hold one value and not a list. ``part_of`` of an event is one, of all else a list."""


def key_of_property(iri: str) -> str:
    """Return the name of a property that an assignment is about; its IRI where Linked Art has none.

    >>> key_of_property("http://www.cidoc-crm.org/cidoc-crm/P7_took_place_at")
    'took_place_at'
    >>> key_of_property("https://w3id.org/histkg/ontology#casualties")
    'https://w3id.org/histkg/ontology#casualties'
    """
    return KEYS.get(iri, iri)
