"""A list searched by a person's words: what is found, in which order, and nothing that is typed is an operator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.core.record import Intervention, Search, Site
from decision_aid.registry.snapshot import SnapshotRegistry
from tests.registry import lists
from tests.registry.fakes import NUMBER, record
from tests.registry.lists import hits, listed


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> SnapshotRegistry:
    return lists.real(tmp_path_factory.mktemp("list"))


WHERE: dict[str, dict[str, Any]] = {
    "title": {"title": "Wordy"},
    "official title": {"official_title": "Wordy"},
    "condition": {"conditions": ("x", "Wordy")},
    "keyword": {"keywords": ("x", "Wordy")},
    "intervention": {"interventions": (Intervention(name="Wordy"),)},
    "sponsor": {"sponsor": "Wordy"},
    "collaborator": {"collaborators": ("x", "Wordy")},
    "place": {"sites": (Site(facility="Wordy"),)},
    "state": {"sites": (Site(state="Wordy"),)},
    "former place": {"former_sites": (Site(facility="Wordy", status="WITHDRAWN"),)},
    "town": {"sites": (Site(city="Wordy"),)},
    "country": {"sites": (Site(country="Wordy"),)},
}


@pytest.mark.parametrize("where", WHERE)
def test_a_word_is_found_wherever_it_stands(tmp_path: Path, where: str) -> None:
    registry = listed(tmp_path, record(**WHERE[where]), record(number="NCT00000008"))
    for words in ("wordy", "WORDY", " wordy. ", "wor", "(wordy)"):
        assert hits(registry, words) == [NUMBER]


def test_criteria_are_not_searched(tmp_path: Path) -> None:
    assert hits(listed(tmp_path, record(criteria="wordy", summary="wordy")), "wordy") == []


def test_all_words_must_be_there_and_only_the_last_may_go_on(tmp_path: Path) -> None:
    registry = listed(tmp_path, record(title="Stem cells", sponsor="Mayo"), record(number="NCT00000008", title="Stem"))
    assert hits(registry, "mayo stem") == [NUMBER]
    assert hits(registry, "stem may") == [NUMBER]
    assert hits(registry, "may stem") == []
    assert hits(registry, "stem ma") == []  # too few letters to begin a word


def test_accents_make_no_difference(tmp_path: Path) -> None:
    registry = listed(tmp_path, record(sponsor="Hôpital de la Pitié"))
    assert hits(registry, "hopital pitie") == hits(registry, "Hôpital PITIÉ") == [NUMBER]


def test_only_studies_that_recruit_and_test_something_are_found_unless_asked_otherwise(tmp_path: Path) -> None:
    registry = listed(
        tmp_path,
        record(number="NCT00000001"),
        record(number="NCT00000002", status="NOT_YET_RECRUITING"),
        record(number="NCT00000003", study_type="OBSERVATIONAL"),
        record(number="NCT00000004", status="ENROLLING_BY_INVITATION", study_type="EXPANDED_ACCESS"),
    )
    assert hits(registry, "cells", recruiting=True, interventional=True) == ["NCT00000001"]
    assert hits(registry, "cells", recruiting=True) == ["NCT00000003", "NCT00000001"]
    assert hits(registry, "cells", interventional=True) == ["NCT00000002", "NCT00000001"]
    assert len(hits(registry, "cells")) == 4


def test_nobody_finds_a_study_by_its_mark(tmp_path: Path) -> None:
    assert hits(listed(tmp_path, record()), "recruits") == []


def test_a_word_in_the_title_comes_before_one_at_the_end(tmp_path: Path) -> None:
    registry = listed(
        tmp_path,
        record(number="NCT00000003", sites=(Site(city="Wordy"),)),
        record(number="NCT00000001", title="Wordy"),
        record(number="NCT00000002", conditions=("Wordy",)),
    )
    assert hits(registry, "wordy") == ["NCT00000001", "NCT00000002", "NCT00000003"]


def test_twenty_are_given_and_all_are_counted(tmp_path: Path) -> None:
    registry = listed(tmp_path, *(record(number=f"NCT{at:08}") for at in range(1, 31)))
    found = registry.search(Search("cells"))
    assert (len(found.records), found.count, found.holding.records) == (20, 30, 30)
    assert found.records[0].number == "NCT00000030"


def test_the_real_records_are_found_as_a_person_would_look(real: SnapshotRegistry) -> None:
    assert "NCT03280056" in hits(real, "NurOwn als")
    assert hits(real, "stem cell als", recruiting=True, interventional=True) == []
    assert hits(real, "amyotrophic lateral sclerosis", recruiting=True, interventional=True) == ["NCT03268603"]
    assert real.search(Search("amyotrophic", recruiting=False, interventional=False)).count == 26


NAMES = ("Amyotrophic Lateral Sclerosis", "ALS", "Lou Gehrig", "Lou Gehrig's disease")


@pytest.mark.parametrize("words", ["als", "ALS", "Lou Gehrig", "lou gehrig’s disease", "amyotrophic lateral sclerosis"])
def test_by_one_name_of_the_illness_records_with_any_of_them_are_found(tmp_path: Path, words: str) -> None:
    registry = listed(
        tmp_path,
        record(number="NCT00000001", title="Hope", conditions=("Amyotrophic Lateral Sclerosis",), keywords=()),
        record(number="NCT00000002", title="Hope in ALS, Dublin", conditions=(), keywords=()),
        record(number="NCT00000003", title="Lou Gehrig's Disease", conditions=(), keywords=()),
        record(number="NCT00000004", title="ALSO sclerosis", conditions=(), keywords=()),
    )
    for asked, count in ((words, 3), (f"{words} hope", 2), (f"dublin {words}", 1), (f"{words} dublin {words}", 1)):
        assert registry.search(Search(asked, recruiting=False, interventional=False, names=NAMES)).count == count


HOSTILE = [
    '"',
    '""',
    '"a" OR "b',
    "*",
    "* *",
    "NEAR(",
    "NEAR(a b)",
    "a:b",
    "title:x",
    "^",
    "^a",
    "a AND",
    "AND",
    "OR NOT",
]
HOSTILE += ["-", "+", "{", "{title}: x", "'; DROP TABLE word; --", "%", "_", "(((", "--", "/*", "\\", "word MATCH x"]
HOSTILE += ["", " ", "\n", "\x00", "\u202e", "\ud800", "x" * 100_000, "a " * 10_000]
HOSTILE += ["🙂", "ß", "İ", "ﬁ", "क्षि", "1 2", "½"]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: repr(words[:12]))
def test_what_somebody_types_is_words_and_never_an_operator(real: SnapshotRegistry, words: str) -> None:
    found = real.search(Search(words, recruiting=False, interventional=False, names=(words, "x")))
    assert found.holding.records == 26
    assert found.count < 26


@pytest.mark.parametrize("words", ["", " \n", '"*"', "-- ()"])
def test_without_a_word_nothing_is_looked_for(real: SnapshotRegistry, words: str) -> None:
    assert real.search(Search(words)).records == ()


def test_operators_are_looked_for_as_words(tmp_path: Path) -> None:
    registry = listed(tmp_path, record(title="Cells AND hope"), record(number="NCT00000008", title="Cells"))
    assert hits(registry, "cells AND") == [NUMBER]
    assert hits(registry, "hope OR cells") == hits(registry, "NOT hope") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_at_all_can_be_looked_for(real: SnapshotRegistry, words: str) -> None:
    assert real.search(Search(words)).holding.records == 26
