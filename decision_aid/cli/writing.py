"""A file that a command was asked to write."""

from __future__ import annotations

from pathlib import Path

from decision_aid.core.errors import SettingInvalid


def write(file: Path, content: bytes) -> None:
    """Write the file. Raises SettingInvalid with one sentence."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise SettingInvalid(f"{file} cannot be written: {error.strerror}.") from None
