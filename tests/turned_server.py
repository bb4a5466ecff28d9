"""The form served in a made-up language too, written from right to left: turned_server.py --port PORT.

Every Latin letter of every sentence becomes an Arabic one; what stands for a value, and the marks of the two voices,
stay. It is the real program on the real database.
"""

from __future__ import annotations

import re
import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from waitress.server import create_server

from decision_aid import assets, bootstrap, settings
from decision_aid.web import create_app

LANGUAGE = "ar"
LETTERS = str.maketrans(dict(zip(string.ascii_lowercase, "ابجدهوزحطيكلمنسعفصقرشتثخذض", strict=False)))
KEPT = re.compile(r"(%\(\w+\)\w|%%|\{\w*\})")


def turned(sentence: str) -> str:
    pieces = KEPT.split(sentence)
    return "".join(piece if KEPT.fullmatch(piece) else piece.lower().translate(LETTERS) for piece in pieces)


def translated(name: str) -> Catalog:
    """Return the catalogue of this name, made up from what a translator starts from."""
    with (assets.translations() / f"{name}.pot").open("rb") as file:
        empty = read_po(file)
    whole = Catalog(locale=LANGUAGE)
    for message in empty:
        if isinstance(message.id, str):
            whole.add(message.id, turned(message.id), context=message.context)
        else:  # a sentence that counts: the same for each of the language's numbers
            whole.add(message.id, (turned(message.id[1]),) * whole.num_plurals, context=message.context)
    return whole


def write(folder: Path) -> None:
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    for name in ("messages", "questionnaire"):
        with (place / f"{name}.mo").open("wb") as file:
            write_mo(file, translated(name))


def main() -> None:
    languages, set_up = Path("languages"), settings.read()
    write(languages)
    running = bootstrap.build(set_up)
    running.services.press.start()
    app = create_app(running.services, set_up, languages.resolve())
    with running.closing:
        threads = bootstrap.serving_threads(set_up)
        create_server(app, host="127.0.0.1", port=int(sys.argv[-1]), threads=threads).run()


if __name__ == "__main__":
    main()
