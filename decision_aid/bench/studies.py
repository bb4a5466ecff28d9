"""Made-up studies in the shape of the registry's API, of about 4 KB, and files of many of them."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

_SEED: Final = 4
_LETTERS: Final = "aeioubcdfghlmnprst"
_VOCABULARY: Final = 20_000
_COMMON: Final = 0.7  # how quickly words get rare: the lower, the more of them are (Pareto)
_COMMONEST: Final = ("of", "in", "cells", "amyotrophic", "lateral", "sclerosis", "stem", "and", "patients", "study")
_FIRST: Final = 20  # studies, among whose words a rare one is
_STATUSES: Final = ("COMPLETED", "COMPLETED", "RECRUITING", "UNKNOWN", "TERMINATED")


def studies(count: int) -> Iterator[dict[str, Any]]:
    """Go through so many studies, the same ones each time."""
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    vocabulary = _vocabulary(chance)

    def words(how_many: int) -> str:
        places = (int(chance.paretovariate(_COMMON)) - 1 for _ in range(how_many))
        return " ".join(vocabulary[place % len(vocabulary)] for place in places)

    for at in range(1, count + 1):
        yield _study(at, words)


def rare_word() -> str:
    """Return the rarest word in the titles of the first studies, which very few of many studies have."""
    words = _vocabulary(random.Random(_SEED))  # noqa: S311 - no secret
    place = {word: at for at, word in reversed(list(enumerate(words)))}  # a word that comes twice is as common as first
    titles = (study["protocolSection"]["identificationModule"]["briefTitle"] for study in studies(_FIRST))
    return max(" ".join(titles).split(), key=lambda word: place[word])


def number(at: int) -> str:
    """Return the number of one of these studies, which are counted from 1."""
    return f"NCT{at:08}"


def as_answer(found: Iterable[dict[str, Any]], file: Path) -> None:
    """Write studies as one answer of the API."""
    with file.open("w") as out:
        out.write('{"studies": [')
        for at, study in enumerate(found):
            out.write(("," if at else "") + json.dumps(study))
        out.write("]}")


def as_carried(found: Iterable[dict[str, Any]], file: Path) -> None:
    """Write studies as `registry refresh --output` does."""
    with file.open("w") as out:
        out.write('{"source": "made up", "dataTimestamp": "2026-06-01", "studies": [')
        out.writelines(("," if at else "") + f"\n{json.dumps(study)}" for at, study in enumerate(found))
        out.write("\n]}\n")


def as_lines(found: Iterable[dict[str, Any]], file: Path) -> None:
    """Write one study in each line."""
    with file.open("w") as out:
        out.writelines(f"{json.dumps(study)}\n" for study in found)


def as_zip(found: Iterable[dict[str, Any]], file: Path) -> None:
    """Write a zip with a file for each study, as the registry's site gives it."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for at, study in enumerate(found, 1):
            packed.writestr(f"{number(at)}.json", json.dumps(study))


def _vocabulary(chance: random.Random) -> list[str]:
    """Return all words, the commonest first."""
    return [*_COMMONEST, *("".join(chance.choices(_LETTERS, k=chance.randint(4, 12))) for _ in range(_VOCABULARY))]


def _study(at: int, words: Any) -> dict[str, Any]:
    agency = {"name": words(3), "class": "OTHER"}
    site = {"facility": words(3), "city": words(1), "country": "United States"}
    return {
        "protocolSection": {
            "identificationModule": {"nctId": number(at), "briefTitle": words(10), "officialTitle": words(18)},
            "statusModule": {
                "overallStatus": _STATUSES[at % len(_STATUSES)],
                "statusVerifiedDate": "2026-05",
                "lastUpdatePostDateStruct": {"date": "2026-05-04"},
            },
            "sponsorCollaboratorsModule": {"leadSponsor": agency, "collaborators": [agency]},
            "oversightModule": {"oversightHasDmc": True, "isFdaRegulatedDrug": True, "isFdaRegulatedDevice": False},
            "descriptionModule": {"briefSummary": words(90), "detailedDescription": words(150)},
            "conditionsModule": {"conditions": [words(3)], "keywords": [words(1) for _ in range(4)]},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "phases": ["PHASE1", "PHASE2"],
                "designInfo": {"allocation": "RANDOMIZED", "maskingInfo": {"masking": "DOUBLE"}},
                "enrollmentInfo": {"count": 30, "type": "ESTIMATED"},
            },
            "armsInterventionsModule": {"interventions": [{"type": "BIOLOGICAL", "name": words(3)}] * 2},
            "eligibilityModule": {"eligibilityCriteria": "\n".join(f"* {words(10)}" for _ in range(20)), "sex": "ALL"},
            "contactsLocationsModule": {"locations": [site] * 3},
        },
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-06-01"}},
        "hasResults": False,
    }
