"""The npm packages of a list, as scripts/test fetches them."""

from __future__ import annotations

from hashlib import sha512
from pathlib import Path

import pytest

CACHE = Path(__file__).resolve().parents[1] / ".cache"


def packages(listed: Path, folder: str) -> Path:
    """Return where the packages of a list are; without them nothing can be judged, and that is a failure."""
    stamp, wanted = CACHE / folder / ".stamp", sha512(listed.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text().split()[0] != wanted:
        pytest.fail(
            f"The npm packages that {listed.name} names are not in {CACHE / folder}: run scripts/test, which fetches"
            " them.",
            pytrace=False,
        )
    return CACHE / folder / "node_modules"
