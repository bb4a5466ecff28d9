"""Prints a kept draft in a process of its own and writes the PDF to standard output.

Call: again.py DRAFT RECORDS PAPER DAY DIGEST CLINIC CONTACT; by its path, so that it stands on the installed package
alone.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from decision_aid import assets, loader
from decision_aid.core import journey
from decision_aid.core.draft import Draft
from decision_aid.core.record import Looked
from decision_aid.core.summarise import summarise
from decision_aid.core.words import Words
from decision_aid.fhir.response import response
from decision_aid.locales import day_in, number_in
from decision_aid.paper import worker
from decision_aid.paper.job import Printed
from decision_aid.paper.letterhead import Letterhead

LOOKED_UP = TypeAdapter(dict[str, Looked])


def main(file: str, records: str, paper: str, day: str, digest: str, *clinic: str) -> bytes:
    """Return the PDF of the draft in this file, with what a registry says in the other."""
    draft = Draft.from_data(json.loads(Path(file).read_text(encoding="utf-8")))
    asked, today = loader.load(assets.questions()).questionnaire, date.fromisoformat(day)
    words = Words(journey.voice(asked, draft.answers), day=day_in("en"), number=number_in("en"))
    looked = LOOKED_UP.validate_json(Path(records).read_bytes())
    summary = summarise(asked, draft.answers, words, today, digest, looked)
    worker.begin("en", Letterhead(*clinic))
    return Printed(*worker.print_summary(summary, response(asked, draft, today, digest).as_json(), paper)).pdf


if __name__ == "__main__":
    sys.stdout.buffer.write(main(*sys.argv[1:]))
