"""``python -m histkg``."""

from __future__ import annotations

import sys

from histkg.cli import main

if __name__ == "__main__":
    sys.exit(main())
