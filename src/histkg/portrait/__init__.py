"""An entity as a reader wants it: names by language, dates with their doubt, who says what, disagreements side by side."""

from __future__ import annotations

from histkg.portrait.surroundings import describe
from histkg.portrait.writing import write_portrait

__all__ = ["describe", "write_portrait"]
