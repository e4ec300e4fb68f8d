"""Selections to draw, and SVG files as a reader sees them."""

from __future__ import annotations

import re

import pytest

from histkg.exporters.pictures import TARGETS

SVG = "{http://www.w3.org/2000/svg}"


class Picture:
    """An SVG file, parsed by lxml."""

    def __init__(self, content, etree):
        self.content = content
        self.root = etree.fromstring(content)
        self.size = tuple(map(float, self.root.get("viewBox").split()[2:]))

    @property
    def names(self):
        return {one.get("id") for one in self.root.iter() if one.get("id")}

    @property
    def texts(self):
        """Return (words, x, y, size, anchor, is bold) of all words."""
        found = []
        for one in self.root.iter(f"{SVG}text"):
            style = one.get("style")
            size = float(re.search(r"font-size: ([\d.]+)px|font: [^;]*?([\d.]+)px", style).group(1) or 0)
            anchor = re.search(r"text-anchor: (\w+)", style)[1]
            place = float(one.get("x")), float(one.get("y"))
            found.append((one.text, *place, size, anchor, bool(re.search(r"\b(bold|700)\b", style))))
        return found

    @property
    def words(self):
        return [one[0] for one in self.texts]

    def box(self, name):
        """Return left, top, right, bottom of the shape called *name*."""
        (shape,) = (one for one in self.root.iter() if one.get("id") == name)
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", shape.find(f"{SVG}path").get("d"))]
        xs, ys = numbers[::2], numbers[1::2]
        return min(xs), min(ys), max(xs), max(ys)

    def middle(self, name):
        left, top, right, bottom = self.box(name)
        return (left + right) / 2, (top + bottom) / 2


@pytest.fixture(scope="session")
def draw(readers):
    """Draw a selection, once, and return the picture."""
    etree = readers.module("lxml.etree")
    readers.writer("pictures")
    drawn = {}

    def picture(name, selection):
        key = name, id(selection)
        if key not in drawn:
            drawn[key] = Picture(TARGETS[f"{name}-svg"].write(selection).files[""], etree), selection
        return drawn[key][0]

    picture.parse = lambda content: Picture(content, etree)
    return picture
