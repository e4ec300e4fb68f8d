"""XML as all targets write it: checked characters, two spaces of indentation, the same bytes every time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from histkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (production 2, Char)."""


def checked(text: str) -> str:
    """Return *text*.

    :raises UsageError: it holds a character that no XML file can hold.

    >>> checked("Gəncə")
    'Gəncə'
    """
    if found := _FORBIDDEN.search(text):
        raise UsageError(
            f"the character U+{ord(found[0]):04X} in “{text[:40]}” cannot stand in XML",
            hint="correct the data",
        )
    return text


def add(
    parent: Element, tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> Element:
    """Add a child with checked text and attributes, and return it."""
    child = SubElement(parent, tag, {name: checked(value) for name, value in (attributes or {}).items()})
    if text is not None:
        child.text = checked(text)
    return child


def serialize(root: Element, default_namespace: str) -> bytes:
    """Return *root* as an indented UTF-8 document in which *default_namespace* needs no prefix."""
    register_namespace("", default_namespace)
    indent(root)
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
