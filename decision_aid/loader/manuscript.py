"""The text of a questionnaire's file."""

from __future__ import annotations

import stat
from pathlib import Path

from decision_aid.loader.document import Unreadable

LARGEST = 2 * 1024 * 1024
_RULE = "file-unreadable"


def text_of(path: Path) -> str:
    """Return the file's text. Raises Unreadable when it is missing, no regular file, too large, empty or not UTF-8."""
    content = _content(path)
    if len(content) > LARGEST:
        raise Unreadable(0, "the file is larger than 2 MiB. Take out what does not belong to the questionnaire.", _RULE)
    if not content.strip():
        raise Unreadable(0, "the file is empty. Put the questionnaire into it.", _RULE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "the text is not UTF-8 here. Save the file as UTF-8.", _RULE) from None


def _content(path: Path) -> bytes:
    try:
        if not _holds_still(path):
            raise Unreadable(0, "this is no regular file. Save the questionnaire as one, and name that.", _RULE)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable(0, "there is no such file. Correct the path.", _RULE) from None
    except IsADirectoryError:
        raise Unreadable(0, "this is a folder. Name the file in it.", _RULE) from None
    except (OSError, ValueError):
        raise Unreadable(0, "the file cannot be read. Check its path and permissions.", _RULE) from None


def _holds_still(path: Path) -> bool:
    """Tell whether this is a file or folder: of a pipe or device, reading or even opening may never end."""
    kind = path.stat().st_mode
    return stat.S_ISREG(kind) or stat.S_ISDIR(kind)
