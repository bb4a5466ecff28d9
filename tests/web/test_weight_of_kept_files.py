"""What the page that shows a kept file weighs: every answer in words, and all of them sealed, once."""

from __future__ import annotations

from dataclasses import replace

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.services import Kept
from tests.journeys.walking import everything, walk
from tests.web.fakes import FakeExchange, TroubledStore
from tests.web.visitor import Visitor
from tests.web.ways import opened, session_of

KB = 1024
HEADERS = 768  # bytes: more than an answer's take
LATER, LONGEST = 12 * KB, 36 * KB  # as docs/accessibility.md has them
SAID = "Is it safe, and who has seen it work? "


def given(visitor: Visitor, store: TroubledStore, *, length: str, offers: str) -> Draft:
    """Return a draft with everything ticked, and what it knows of each question."""
    visitor.begin()
    visit = store.open(session_of(visitor))
    assert visit
    walked, _ = walk(everything, length=length, how_many=offers)
    return replace(visit.draft, answers=walked.answers, pages=walked.pages)


def with_words(answers: Answers, words: str) -> Answers:
    """Return the answers with these words beside each."""
    for about in (None, 1, 2, 3):
        worded = {name: Answer(each.codes, each.exact, words) for name, each in answers.about(about).items()}
        answers = answers.merged(about, worded)
    return answers


def weight(visitor: Visitor, exchange: FakeExchange, draft: Draft) -> int:
    """Return the bytes of the page that shows this draft as a file's content."""
    exchange.kept[b"file"] = Kept(draft, "2026.11", current=True)
    shown = opened(visitor, b"file")
    assert shown.html.count('name="taken"') == 1
    return len(shown.response.data) + HEADERS


def test_what_is_in_a_kept_file_weighs_12_kb_on_the_short_way_and_36_kb_at_most(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    assert weight(visitor, exchange, given(visitor, store, length="short", offers="one")) <= LATER
    longest = given(visitor, store, length="full", offers="three")
    assert LATER < weight(visitor, exchange, longest) <= LONGEST


def test_ones_own_words_in_a_kept_file_weigh_two_and_a_half_times_what_they_are(
    visitor: Visitor, store: TroubledStore, exchange: FakeExchange
) -> None:
    longest = given(visitor, store, length="full", offers="three")
    worded = replace(longest, answers=with_words(longest.answers, SAID * 5))
    assert worded.characters > LONGEST / 2
    assert weight(visitor, exchange, worded) <= LONGEST + 2.5 * worded.characters
