"""The checkout these tests belong to: what is tracked in it, and its configuration."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def tracked(*folders: str) -> list[Path]:
    """Return the tracked files below these folders (all if none is named), relative to the root."""
    # A clone may belong to another user, as it does in many build services.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *folders]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [Path(name) for name in listing.split("\0") if name and (ROOT / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked("decision_aid", "tests") if path.suffix == ".py"]


def text_of(path: Path) -> str:
    """Return a tracked file's text; nothing for pictures and fonts."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def configuration() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
