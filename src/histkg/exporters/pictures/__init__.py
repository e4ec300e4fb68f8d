"""Targets for pictures: timelines, maps and networks to print, as SVG and PNG."""

from __future__ import annotations

from functools import partial

from histkg.exporters.pictures.map import write_map
from histkg.exporters.pictures.network import write_network
from histkg.exporters.pictures.timeline import write_timeline
from histkg.exporters.targets import Target

_KINDS = {
    "map": (write_map, "a map to print: all positions sources give, events by number, notes"),
    "network": (write_network, "a network to print: lines by independent witnesses, dashed where unsure"),
    "timeline": (write_timeline, "a timeline to print: soft ends, what each source says, notes"),
}

_FORMATS = {"svg": ("image/svg+xml", "SVG"), "png": ("image/png", "PNG, 300 dpi")}

TARGETS: dict[str, Target] = {
    f"{name}-{kind}": Target(
        partial(write, kind=kind), media_type, f".{kind}", f"{words} ({said})", extra="pictures"
    )
    for name, (write, words) in _KINDS.items()
    for kind, (media_type, said) in _FORMATS.items()
}
