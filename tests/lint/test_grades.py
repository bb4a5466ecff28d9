"""What is too hard to read is told, the whole and screen by screen."""

from decision_aid.core.schema import Questionnaire
from decision_aid.lint import grades, reading
from decision_aid.loader import Loaded
from tests.lint.conftest import Place, changed

HARD = "Investigational immunomodulatory administration necessitates extraordinary consideration."
HARD_ROLE = " ".join([HARD] * 6)


def told(questionnaire: Questionnaire) -> dict[str, str]:
    return {fault.rule: fault.sentence for fault in grades.faults(questionnaire)}


def hard_all_over(questionnaire: Questionnaire) -> Questionnaire:
    """Return the questionnaire with hard sentences on every page."""
    pages: list[tuple[Place, object]] = [
        (["parts", part_at, "pages", at, "intro"], HARD_ROLE)
        for part_at, part in enumerate(questionnaire.parts)
        for at in range(len(part.pages))
    ]
    return changed(questionnaire, ["texts", "options", "lead"], HARD_ROLE, *pages)


def test_what_is_easy_is_not_told(smallest: Questionnaire) -> None:
    assert told(smallest) == {}


def test_a_whole_that_is_hard_to_read_is_told_by_both_grades(smallest: Questionnaire) -> None:
    hard = hard_all_over(smallest)
    found, grade = told(hard), reading.grades(hard)
    assert found["reading-grade"] == f"the mean reading grade is {grade.mean}. Bring it to 6.0 or lower."
    assert found["smog-grade"] == f"the SMOG grade is {grade.smog}. Bring it to 8.0 or lower."


def test_every_hard_screen_is_told_and_not_the_worst_alone(smallest: Questionnaire) -> None:
    hard = hard_all_over(smallest)
    names = {fault.name for fault in grades.faults(hard) if fault.rule == "screen-hard-to-read"}
    assert names == {*hard.page, "options"}


def test_every_screen_that_is_measured_has_its_own_place(shipped: Loaded) -> None:
    asked = shipped.questionnaire
    places = {screen.name: screen.path for screen in reading.measured(asked).screens}
    assert places.keys() == {*asked.page, "start", "trial record", "options", "about", "summary"}
    assert len({shipped.mark(path) for path in places.values()}) == len(places)


def test_a_hard_text_beside_trial_records_is_told_at_its_place(shipped: Loaded) -> None:
    asked = shipped.questionnaire
    assert asked.registry
    asks: list[tuple[Place, object]] = [
        (["registry", "rows", at, "cases", name, "says"], HARD)
        for at, row in enumerate(asked.registry.rows)
        for name in row.cases
    ]
    hard = changed(asked, ["registry", "always"], HARD, *asks)
    (told,) = [fault for fault in grades.faults(hard) if fault.name == "trial record"]
    assert told.rule == "screen-hard-to-read"
    assert shipped.mark(told.path)[1] == shipped.mark(("registry",))[1] > 1
