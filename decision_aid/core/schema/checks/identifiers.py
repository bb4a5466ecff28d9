"""No two things of a kind may have the same id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan
from decision_aid.core.schema.questions import Option, Text

_LISTS = (
    "topics", "scales", "parts", "warning_signs", "notes", "evidence", "facts", "glossary", "sources", "ipdas",
)  # fmt: skip


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through every id that is used a second time."""
    for key in _LISTS:
        yield from _lists_own(plan, key)
    yield from _repeated(("id", visited.page.id, visited.path) for visited in plan.pages)
    yield from _repeated(("id", asked.question.id, asked.path) for asked in plan.asked)
    yield from _options(plan)
    yield from _grid(plan)


def _lists_own(plan: Plan, key: str) -> Iterator[Fault]:
    items = getattr(plan.questionnaire, key)
    return _repeated(("id", item.id, (key, at)) for at, item in enumerate(items))


def _options(plan: Plan) -> Iterator[Fault]:
    for at, scale in enumerate(plan.questionnaire.scales):
        yield from _codes(scale.options, ("scales", at))
    for asked in plan.asked:
        question = asked.question
        if not isinstance(question, Text) and not getattr(question, "scale", None):
            yield from _codes(question.options, asked.path)


def _codes(options: Iterable[Option], path: Path) -> Iterator[Fault]:
    return _repeated(("code", option.code, (*path, "options", at)) for at, option in enumerate(options))


def _grid(plan: Plan) -> Iterator[Fault]:
    grid = plan.questionnaire.option_grid
    yield from _repeated(("id", item.id, ("option_grid", "options", at)) for at, item in enumerate(grid.options))
    yield from _repeated(("id", item.id, ("option_grid", "rows", at)) for at, item in enumerate(grid.rows))


def _repeated(items: Iterable[tuple[str, str, Path]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for word, name, path in items:
        if name in seen:
            yield Fault(
                (*path, word),
                name,
                f"the {word} {name} is used twice. Give one of them another {word}.",
                (name,),
            )
        seen.add(name)
