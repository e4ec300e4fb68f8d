"""A sheet to draw on, in points, x to the right and y downwards, as in SVG; and how it becomes SVG or PNG.

Shapes are kept until the height of the sheet is known. In SVG, a point of the sheet is a unit of the file (SVG 1.1 §7.2),
words stay words, and shapes with a name have it as their ``id``. Nothing depends on the clock or on the fonts of a machine.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from histkg.exporters.pictures.type import font, plain, printable, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 510.0
"""Points: 180 mm, two columns of a journal."""

DPI = 300

INK, GREY, FAINT, PAPER = "#000000", "#595959", "#b5b5b5", "#ffffff"
BLUE, ORANGE, GREEN, SKY = "#0072b2", "#d55e00", "#009e73", "#56b4e9"
"""Of the palette of Okabe and Ito, which people of all kinds of colour vision tell apart."""

_ANCHORS = {"start": "left", "middle": "center", "end": "right"}

Point = tuple[float, float]


@dataclass
class Sheet:
    """A picture in the making.

    :param title: what it shows, for those who hear it.
    :param told: what it shows, line by line, for those who hear it.
    :param language: of the words.
    """

    title: str
    width: float = WIDTH
    height: float = 0.0
    told: list[str] = field(default_factory=list)
    language: str = "en"
    _shapes: list[Callable[[Axes, int], None]] = field(default_factory=list)

    def write(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 7.0,
        *,
        face: str = "normal",
        colour: str = INK,
        anchor: str = "start",
        name: str | None = None,
        halo: bool = False,
    ) -> float:
        """Write *words* on a base line, and return how wide they are.

        :param anchor: what of the words stands at *x*: ``start``, ``middle`` or ``end``.
        :param halo: on a white ground, on top of lines.
        """
        words = printable(words, face)

        def draw(axes: Axes, order: int) -> None:
            axes.text(
                x,
                y,
                words,
                fontproperties=font(size, face),
                color=colour,
                ha=_ANCHORS[anchor],
                va="baseline",
                parse_math=False,
                zorder=order,
                gid=name,
            )

        width = width_of(words, size, face)
        if halo and words:
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            self.box(left - 0.8, y - size * 0.82, width + 1.6, size * 1.08, fill=PAPER)
        if words:
            self._shapes.append(draw)
        return width

    def shape(
        self,
        points: Sequence[Point],
        *,
        fill: str | None = None,
        edge: str | None = None,
        line: float = 0.6,
        dash: Sequence[float] | None = None,
        hatch: str | None = None,
        closed: bool = True,
        name: str | None = None,
        within: tuple[float, float, float, float] | None = None,
    ) -> None:
        """Draw a polygon, or a line where it is not *closed*.

        :param hatch: a pattern of matplotlib, in the colour of the edge.
        :param within: x, y, width, height of the part of the sheet outside of which nothing is drawn.
        """
        self._patch(
            lambda: _polygon(points, closed),
            fill=fill,
            edge=edge,
            line=line,
            dash=dash,
            hatch=hatch,
            name=name,
            within=within,
        )

    def box(self, x: float, y: float, width: float, height: float, **looks: Any) -> None:
        """Draw a rectangle."""
        self.shape([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], **looks)

    def line(self, *points: Point, colour: str = INK, **looks: Any) -> None:
        """Draw a line through *points*."""
        self.shape(points, edge=colour, closed=False, **looks)

    def curve(self, start: Point, bend: Point, end: Point, *, colour: str = INK, **looks: Any) -> None:
        """Draw a quadratic Bézier curve."""

        def make() -> Any:
            from matplotlib.path import Path

            return Path([start, bend, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])

        self._patch(make, edge=colour, **looks)

    def disc(self, x: float, y: float, radius: float, **looks: Any) -> None:
        """Draw a circle."""

        def make() -> Any:
            from matplotlib.path import Path

            return Path.circle((x, y), radius)

        self._patch(make, **looks)

    def _patch(
        self,
        make: Callable[[], Any],
        *,
        fill: str | None = None,
        edge: str | None = None,
        line: float = 0.6,
        dash: Sequence[float] | None = None,
        hatch: str | None = None,
        name: str | None = None,
        within: tuple[float, float, float, float] | None = None,
    ) -> None:
        def draw(axes: Axes, order: int) -> None:
            from matplotlib.patches import PathPatch, Rectangle

            patch = PathPatch(
                make(),
                facecolor=fill or "none",
                edgecolor=edge or "none",
                linewidth=line if edge else 0,
                linestyle=(0, tuple(part / line for part in dash)) if dash else "solid",
                hatch=hatch,
                joinstyle="round",
                capstyle="butt",
                zorder=order,
                gid=name,
            )
            axes.add_patch(patch)
            if within is not None:
                x, y, width, height = within
                patch.set_clip_path(Rectangle((x, y), width, height, transform=axes.transData))

        self._shapes.append(draw)

    def render(self, kind: str) -> bytes:
        """Return the picture as a file.

        :param kind: ``svg`` or ``png``.
        """
        import matplotlib as mpl
        from matplotlib.figure import Figure

        settings: dict[Any, Any] = {
            "svg.fonttype": "none",
            "svg.hashsalt": "histkg",
            "hatch.linewidth": 0.5,
            "path.simplify": False,
            "savefig.bbox": None,
        }
        with mpl.rc_context(settings):
            figure = Figure(figsize=(self.width / 72, self.height / 72), dpi=DPI, facecolor=PAPER)
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            axes.set_xlim(0, self.width)
            axes.set_ylim(self.height, 0)
            for order, draw in enumerate(self._shapes, 1):
                draw(axes, order)
            out = io.BytesIO()
            if kind == "png":
                about = {"Title": self.title, "Description": "\n".join(self.told), "Software": None}
                figure.savefig(out, format="png", dpi=DPI, metadata=about)
                return out.getvalue()
            figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        return _told(out.getvalue().decode(), self).encode()


def _polygon(points: Sequence[Point], closed: bool) -> Any:
    from matplotlib.path import Path

    codes = [Path.MOVETO, *[Path.LINETO] * (len(points) - 1)]
    return Path([*points, points[0]], [*codes, Path.CLOSEPOLY]) if closed else Path([*points], codes)


def _told(svg: str, sheet: Sheet) -> str:
    """Return *svg* with language, title and description (SVG 1.1 §5.4, §5.10), and with fonts to fall back on.

    Verdana was drawn by the maker of DejaVu’s ancestor and is as wide, so that a reader without DejaVu sees words of the
    same length.
    """
    lines = escape(chr(10).join(map(plain, sheet.told)))
    said = f"<title>{escape(plain(sheet.title))}</title>\n <desc>{lines}</desc>\n"
    svg = re.sub(r" <metadata>.*?</metadata>\n", "", svg, count=1, flags=re.DOTALL)
    about = f'role="img" xml:lang="{sheet.language}" lang="{sheet.language}" '
    svg = re.sub(r"(<svg )([^>]*>)", lambda found: f"{found[1]}{about}{found[2]}\n {said}", svg, count=1)
    return re.sub(r"'DejaVu Sans'(?!,)", "'DejaVu Sans', Verdana, sans-serif", svg)


def name_of(*parts: str) -> str:
    """Return a name for a shape: an XML name made of *parts*.

    >>> name_of("bar", "event:ganja-uprising-1920", "begin 1")
    'bar.event-ganja-uprising-1920.begin-1'
    """
    return ".".join(re.sub(r"[^A-Za-z0-9_-]+", "-", part) for part in parts)
