"""What must hold of the content of any questionnaire that is shipped: each rule returns what breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire, Several, Signs, both_voices
from decision_aid.lint import linter
from decision_aid.lint.balance import unevenness
from decision_aid.lint.finding import Severity
from decision_aid.lint.reading import grades
from decision_aid.lint.registry import RULE
from tests.browser.names import begins

Rule = Callable[[Questionnaire], list[str]]

NONE = re.compile(r"^(None of these|Nobody for now)\b")
MOST_PAGES_OFF = 5  # of the full length, which is told as "about"
_ONE_CLINIC = re.compile(r"alsuntangled.*/review/")
_ONLY_NEAR = re.compile(r"https?://[^/]+/?([a-z-]+/?)?")
_NOT_YET = {"b12", "b13", "b14", "b15", "b16", "b17", "b22", "b23"}
_ALWAYS_MET = {f"{group}{number}" for group in "QC" for number in range(1, 7)}


def lists(questionnaire: Questionnaire) -> list[Several | Signs]:
    return [question for question in questionnaire.questions.values() if isinstance(question, Several | Signs)]


def lists_without_a_way_out(questionnaire: Questionnaire) -> list[str]:
    return [question.id for question in lists(questionnaire) if not NONE.match(_way_out(question))]


def _way_out(question: Several | Signs) -> str:
    code = question.none if isinstance(question, Several) else question.options[0].code
    return next(option.label for option in question.options if option.code == code)


def questions_to_star_that_go_on_from_another(questionnaire: Questionnaire) -> list[str]:
    asked = [question.brief for question in questionnaire.questions.values() if question.say]
    written = (*asked, *(sign.ask for sign in questionnaire.warning_signs))
    said = [{both_voices(text)[voice] for text in written} for voice in (0, 1)]
    return [f"{one} / {other}" for texts in said for one, other in permutations(texts, 2) if begins(other, one)]


def texts_hard_to_read(questionnaire: Questionnaire) -> list[str]:
    found = grades(questionnaire)
    limits = {f"mean {found.mean}": found.mean <= 6, f"SMOG {found.smog}": found.smog <= 8}
    limits[f"{found.worst_screen} {found.worst}"] = found.worst <= 8
    return [grade for grade, kept in limits.items() if not kept]


def rows_of_unequal_room(questionnaire: Questionnaire) -> list[str]:
    return [row.id for row in questionnaire.option_grid.rows if unevenness(row) > 1.25]


def options_that_are_not_four_in_eight_rows(questionnaire: Questionnaire) -> list[str]:
    grid = questionnaire.option_grid
    return [] if (len(grid.options), len(grid.rows)) == (4, 8) else [f"{len(grid.options)} in {len(grid.rows)} rows"]


def what_could_be_better(questionnaire: Questionnaire) -> list[str]:
    """Return all that the linter finds on the day of publishing, but notes."""
    told = linter.faults(questionnaire, questionnaire.published)
    return [fault.sentence for fault in told if RULE[fault.rule].severity is not Severity.NOTE]


def checks_asked_together_or_left_out(questionnaire: Questionnaire) -> list[str]:
    """Return what is wrong with number, permission and review board: three questions, all on the short form."""
    names: list[str] = [name for name in ("nct", "ind", "irb") if name in questionnaire.questions]
    apart = len({questionnaire.page_of[name] for name in names}) == 3
    short = all(questionnaire.questions[name].short for name in names)
    return [] if apart and short else names


def ratings_that_claim_too_much(questionnaire: Questionnaire) -> list[str]:
    rated = {item.id: item.rating for item in questionnaire.ipdas}
    wrong = [name for name in sorted(_NOT_YET) if rated.get(name) != "not met"]
    missing = [] if len(rated) == 44 else [f"{len(rated)} items"]
    return [*wrong, *missing, *(name for name in sorted(_ALWAYS_MET) if rated.get(name) != "met")]


def lengths_told_wrong(questionnaire: Questionnaire) -> list[str]:
    hint = questionnaire.questions[questionnaire.roles.length.question].hint or ""
    short, full = map(int, re.findall(r"\d+", hint))
    off = (abs(pages(questionnaire, full=False) - short), abs(pages(questionnaire, full=True) - full))
    return [] if off[0] == 0 and off[1] <= MOST_PAGES_OFF else [f"{hint} It is off by {off[0]} and {off[1]}."]


def pages(questionnaire: Questionnaire, *, full: bool) -> int:
    """Return how many pages there are with one offer and nothing else answered."""
    roles = questionnaire.roles
    one = next(code for code, count in roles.offers.count.items() if count == 1)
    given = {roles.offers.question: Answer((one,))}
    if full:
        given[roles.length.question] = Answer((roles.length.full,))
    return len(journey.path(questionnaire, Answers().merged(None, given)))


def signs_whose_way_out_differs(questionnaire: Questionnaire) -> list[str]:
    first = {question.options[0].label for question in lists(questionnaire) if isinstance(question, Signs)}
    return sorted(first - {"None of these, or none of the rest"})


def sources_on_one_clinic(questionnaire: Questionnaire) -> list[str]:
    addresses = [source.address for source in questionnaire.sources]
    addresses += [source.copy_read.address for source in questionnaire.sources if source.copy_read]
    return [address for address in addresses if _ONE_CLINIC.search(address)]


def sources_with_an_address_only_near(questionnaire: Questionnaire) -> list[str]:
    vague = [source for source in questionnaire.sources if _ONLY_NEAR.fullmatch(source.address)]
    named = {"alsuntangled"}  # a page of its own, named in the research
    return [source.id for source in vague if "look for" not in source.title and source.id not in named]


def study_cards_without_a_result(questionnaire: Questionnaire) -> list[str]:
    return [card.id for card in questionnaire.evidence if card.primary_endpoint.met == "not reported"]


RULES: tuple[Rule, ...] = (
    lists_without_a_way_out,
    questions_to_star_that_go_on_from_another,
    texts_hard_to_read,
    rows_of_unequal_room,
    options_that_are_not_four_in_eight_rows,
    what_could_be_better,
    checks_asked_together_or_left_out,
    ratings_that_claim_too_much,
    lengths_told_wrong,
    signs_whose_way_out_differs,
    sources_on_one_clinic,
    sources_with_an_address_only_near,
    study_cards_without_a_result,
)
