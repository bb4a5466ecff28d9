"""Files that settings name and that the form, in its unit, would not find."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from decision_aid import walls
from decision_aid.remarks import Remark, careful
from decision_aid.settings import FILE, Settings, named

_UNIT: Final = "decision-aid.service"
_FIELDS: Final = ("questions", "local", "clinic_logo", "secrets", "database_password_file", "metrics_token_file")


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give a remark on each, where the file of settings lies beside the unit, as `init` puts it."""
    file = os.environ.get(FILE)
    if file and Path(file).with_name(_UNIT).exists():
        yield from of_folder(settings, Path(file).parent)


def of_folder(settings: Settings, folder: Path) -> Iterator[Remark]:
    """Give a remark on each file that the unit hides; `folder` is where the clinic's files belong."""
    for field in (one for one in _FIELDS if one in settings.model_fields_set):
        path: Path | None = getattr(settings, field)
        if path and walls.hide(path):
            place = settings.state if field == "secrets" else folder  # new secrets must be written
            yield careful(
                f"{named(field)}={path}: the unit closes /home, /root and /tmp to the form, which does not find it "
                f"there. Move it below {place}."
            )
