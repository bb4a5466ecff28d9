"""What is in a questionnaire, in a dozen lines."""

from __future__ import annotations

from datetime import date

from decision_aid.core import review
from decision_aid.core.schema import Questionnaire
from decision_aid.lint import advice, reading


def inventory(questionnaire: Questionnaire, digest: str, today: date) -> str:
    """Return the inventory as text: counts, reading grades, version, hash, next review, and what could be better."""
    better = advice.warnings(questionnaire, today)
    rows = _counts(questionnaire) | _state(questionnaire, digest, today) | {"Could be better": str(len(better))}
    width = max(map(len, rows))
    table = [f"{name:<{width}}  {value}" for name, value in rows.items()]
    return "\n".join([*table, *(f"- {sentence}" for sentence in better)])


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


def _state(questionnaire: Questionnaire, digest: str, today: date) -> dict[str, str]:
    grades = reading.grades(questionnaire)
    late = len(review.overdue(questionnaire, today))
    return {
        "Reading grade": f"mean {grades.mean}, worst {grades.worst} (page {grades.worst_screen}), SMOG {grades.smog}",
        "Version": f"{questionnaire.version}, published {questionnaire.published}",
        "Hash": digest,
        "Next review": f"{review.next_review(questionnaire)}, {late} past their review date",
    }
