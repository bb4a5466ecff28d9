"""Run as a program: starts the form as a server would and says, as JSON, what CPU that took and what was imported."""

from __future__ import annotations

import json
import sys
from time import process_time

_HEAVY = ("alembic", "weasyprint")


def main() -> None:
    """Print seconds of CPU up to the import and up to ready, and which heavy libraries were imported after all."""
    from decision_aid import settings, wsgi  # noqa: PLC0415 - what is timed

    imported = process_time()
    _, closing = wsgi.make(settings.read())
    ready = process_time()
    heavy = [name for name in _HEAVY if name in sys.modules]
    closing.close()
    sys.stdout.write(json.dumps({"imported": imported, "ready": ready, "heavy": heavy}) + "\n")


if __name__ == "__main__":
    main()
