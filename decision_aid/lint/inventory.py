"""What is in a questionnaire, in a dozen lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from decision_aid.core import review
from decision_aid.core.schema import Questionnaire
from decision_aid.services import Reading


def inventory(questionnaire: Questionnaire, digest: str, grades: Reading, today: date) -> dict[str, str]:
    """Return what there is, by name: counts, reading grades, version, hash and next review."""
    return _counts(questionnaire) | _local(questionnaire) | _state(questionnaire, digest, grades, today)


def as_text(rows: Mapping[str, str]) -> str:
    """Return an inventory as lines with its names beneath each other."""
    width = max(map(len, rows))
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows.items())


def _counts(questionnaire: Questionnaire) -> dict[str, str]:
    questions = questionnaire.questions.values()
    short = sum(question.short for question in questions)
    copies = sum(source.copy_read is not None for source in questionnaire.sources)
    grid = questionnaire.option_grid
    return {
        "Parts": str(len(questionnaire.parts)),
        "Pages": f"{len(questionnaire.page)}, of which {len(questionnaire.essential)} on the short path",
        "Questions": f"{len(questions)}, of which {short} on the short path",
        "Warning signs": str(len(questionnaire.warning_signs)),
        "Notes": str(len(questionnaire.notes)),
        "Options": f"{len(grid.options)}, compared in {len(grid.rows)} rows",
        "Evidence cards": str(len(questionnaire.evidence)),
        "Facts": str(len(questionnaire.facts)),
        "Words explained": str(len(questionnaire.glossary)),
        "Sources": f"{len(questionnaire.sources)}, of which {copies} were read only as a copy",
    }


def _local(questionnaire: Questionnaire) -> dict[str, str]:
    local = questionnaire.local
    if local is None:
        return {}
    added = sum(len(page.questions) for page in questionnaire.part[local.part].pages) if local.part else 0
    counts = f"reworded {len(local.reworded)}, left out {len(local.left_out)}, added {added}"
    return {"Changed by this clinic": f"questions {counts} (its file {local.version})"}


def _state(questionnaire: Questionnaire, digest: str, grades: Reading, today: date) -> dict[str, str]:
    late = len(review.overdue(questionnaire, today))
    return {
        "Reading grade": f"mean {grades.mean}, worst {grades.worst} (page {grades.worst_screen}), SMOG {grades.smog}",
        "Version": f"{questionnaire.version}, published {questionnaire.published}",
        "Hash": digest,
        "Next review": f"{review.next_review(questionnaire)}, {late} past their review date",
    }
