"""The text of a questionnaire's file."""

from __future__ import annotations

from pathlib import Path

from decision_aid.loader.document import Unreadable

LARGEST = 2 * 1024 * 1024


def text_of(path: Path) -> str:
    """Return the file's text. Raises Unreadable when it is missing, too large, empty or not UTF-8."""
    content = _content(path)
    if len(content) > LARGEST:
        raise Unreadable(0, "the file is larger than 2 MiB. Take out what does not belong to the questionnaire.")
    if not content.strip():
        raise Unreadable(0, "the file is empty. Put the questionnaire into it.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "the text is not UTF-8 here. Save the file as UTF-8.") from None


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable(0, "there is no such file. Correct the path.") from None
    except IsADirectoryError:
        raise Unreadable(0, "this is a folder. Name the file in it.") from None
    except (OSError, ValueError):
        raise Unreadable(0, "the file cannot be read. Check its path and permissions.") from None
