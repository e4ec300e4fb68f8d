"""Targets for networks: GraphML and dynamic GEXF."""

from __future__ import annotations

from histkg.exporters.networks.gexf import write_gexf
from histkg.exporters.networks.graphml import write_graphml
from histkg.exporters.targets import Target

TARGETS: dict[str, Target] = {
    "gexf": Target(
        write_gexf,
        "application/gexf+xml",
        ".gexf",
        "who took part, commanded, served where, in time, for Gephi (GEXF 1.3)",
    ),
    "graphml": Target(
        write_graphml,
        "application/graphml+xml",
        ".graphml",
        "the same network for igraph, networkx, yEd, Cytoscape (GraphML)",
    ),
}
