"""Which folders the unit in `deploy/decision-aid.service` closes to the form (`ProtectHome`, `PrivateTmp`)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_HOMES: Final = ("/home", "/root", "/run/user")
_PASSING: Final = ("/tmp", "/var/tmp")  # noqa: S108 - the unit has others of its own in their place


def hide(path: Path) -> bool:
    """Tell whether the form, in its unit, would not find what others find at this path."""
    return _below(path, (*_HOMES, *_PASSING))


def is_home(path: Path) -> bool:
    """Tell whether this path is in somebody's home, or is where homes are."""
    return _below(path, _HOMES)


def _below(path: Path, folders: tuple[str, ...]) -> bool:
    """Look at the path as it is written and, where it leads through links, at its end."""
    ends = (path.absolute(), path.resolve())
    return any(end.is_relative_to(folder) for end in ends for folder in folders)
