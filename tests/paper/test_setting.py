from dataclasses import dataclass, field

from decision_aid.core.summary import Summary
from decision_aid.core.words import Words
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.setting import Setting
from decision_aid.paper.sheet import Sheet
from tests.paper import summaries
from tests.paper.conftest import CLINIC

DONE = Printed(pdf=b"%PDF-")


@dataclass
class Engine:
    """Answers each job with the next of what it was given, then with a document."""

    answers: list[Printed] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)

    def printed(self, job: Job) -> Printed:
        self.jobs.append(job)
        return self.answers.pop(0) if self.answers else DONE


def set_by(engine: Engine, summary: Summary) -> Printed:
    return Setting(Sheet(Words(), CLINIC), engine).summary(summary, b"data", "letter")


def test_what_fits_at_once_is_laid_out_once() -> None:
    engine = Engine()
    assert set_by(engine, summaries.some()) == DONE
    assert [(job.trial, job.data, job.day) for job in engine.jobs] == [(False, b"data", "2026-11-23")]


def test_only_after_a_page_is_overfull_the_two_pages_are_tried_alone() -> None:
    engine = Engine([Printed(first_over=True), Printed(second_over=True)])
    assert set_by(engine, summaries.some(28)) == DONE
    assert [job.trial for job in engine.jobs][:1] == [False]
    assert engine.jobs[-1].data == b"data"
    assert not engine.jobs[-1].trial
    assert len(engine.jobs) >= 3


def test_a_long_annex_is_not_laid_out_before_the_pages_in_front_of_it_hold() -> None:
    engine = Engine([Printed(first_over=True)])
    set_by(engine, summaries.fullest())
    assert [job.trial for job in engine.jobs] == [True, True, False]


def test_pages_that_hold_alone_and_not_with_their_annex_are_tried_tighter() -> None:
    engine = Engine([DONE, Printed(second_over=True)])
    assert set_by(engine, summaries.fullest()) == DONE
    assert [job.trial for job in engine.jobs] == [True, False, True, False]


def test_a_letter_without_a_font_has_all_printed_again_with_its_number() -> None:
    engine = Engine([Printed(pdf=b"%PDF-a", missing=("U+0041", "U+10FFFD"))])
    assert set_by(engine, summaries.some()) == DONE
    first, second = engine.jobs
    assert "like [U+10FFFD]." not in first.html
    assert "like [U+10FFFD]." in second.html


def test_a_letter_that_stays_without_a_font_does_not_print_for_ever() -> None:
    strange = Printed(pdf=b"%PDF-a", missing=("U+10FFFD",))
    engine = Engine([strange] * 9)
    assert set_by(engine, summaries.some()) == strange
    assert len(engine.jobs) == 2


def test_what_never_fits_is_told_in_a_sentence() -> None:
    engine = Engine([Printed(first_over=True)] * 99)
    assert "two pages" in set_by(engine, summaries.some()).sentence
