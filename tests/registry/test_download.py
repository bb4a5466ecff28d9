"""Many records, a page after the other; whatever goes wrong, the list stays as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from decision_aid.core.errors import TrialsRefused
from decision_aid.core.record import TrialRecord
from decision_aid.registry import intake, loading, refresh
from decision_aid.registry.download import MOST, OPEN, Download, Wanted, dated
from decision_aid.registry.pace import Pace
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.snapshot import SnapshotRegistry
from decision_aid.registry.wire import Wire

from .clocks import Clock
from .server import STUDIES, Answer, Registry, data, moved, plain, sent, study

PATH, TODAY, DAY = "/api/v2/studies", date(2026, 11, 30), date(2026, 11, 27)
ALS = Wanted(condition="Amyotrophic Lateral Sclerosis")
FIRST, SECOND, THIRD = "NCT00000001", "NCT00000002", "NCT00000003"


@pytest.fixture
def registry(registry: Registry) -> Registry:
    registry.answers["/api/v2/version"] = data({"apiVersion": "2.0.5", "dataTimestamp": "2026-11-27T09:00:05"})
    return registry


@pytest.fixture
def download(wire: Wire, clock: Clock) -> Download:
    return Download(wire, Pace(clock, clock.wait))


def page(*numbers: str, total: int | None = None, onward: object = None) -> Answer:
    found: dict[str, Any] = {"studies": [study(number) for number in numbers]}
    if total is not None:
        found["totalCount"] = total
    if onward is not None:
        found["nextPageToken"] = onward
    return data(found)


def asked(registry: Registry, which: int) -> dict[str, list[str]]:
    return parse_qs(urlsplit(registry.asked[which].path).query)


def numbers(found: Any) -> list[str]:
    return [each["protocolSection"]["identificationModule"]["nctId"] for each in found]


def refused(download: Download, wanted: Wanted = ALS) -> str:
    with pytest.raises(TrialsRefused) as refused:
        list(download.studies(wanted))
    return str(refused.value)


def test_pages_follow_each_other_until_the_last(registry: Registry, download: Download) -> None:
    registry.answers[PATH] = [page(FIRST, SECOND, total=3, onward="next/+="), page(THIRD)]
    assert numbers(download.studies(ALS)) == [FIRST, SECOND, THIRD]
    assert (asked(registry, 0)["countTotal"], asked(registry, 0)["pageSize"]) == (["true"], ["1000"])
    assert asked(registry, 1)["pageToken"] == ["next/+="]
    assert asked(registry, 1)["query.cond"] == ["Amyotrophic Lateral Sclerosis"]


def test_a_condition_is_asked_for_in_the_registrys_words(registry: Registry, download: Download) -> None:
    registry.answers[PATH] = page(total=0)
    list(download.studies(Wanted(condition="ALS & more", intervention="stem cells")))
    query = asked(registry, 0)
    assert (query["query.cond"], query["query.intr"]) == (["ALS & more"], ["stem cells"])
    assert query["filter.overallStatus"] == [",".join(OPEN)]
    assert "Contact" not in str(query)


def test_studies_that_are_over_are_asked_for_by_naming_no_status(registry: Registry, download: Download) -> None:
    registry.answers[PATH] = page(total=0)
    list(download.studies(Wanted(condition="ALS", over=True)))
    assert "filter.overallStatus" not in asked(registry, 0)
    assert "query.intr" not in asked(registry, 0)


def test_numbers_are_asked_for_a_hundred_at_a_time(registry: Registry, download: Download) -> None:
    many = tuple(f"NCT{number:08}" for number in range(1, 251))
    registry.answers[PATH] = [page(*part, total=len(part)) for part in (many[:100], many[100:200], many[200:])]
    assert numbers(download.studies(Wanted(numbers=many))) == list(many)
    assert [asked(registry, which)["filter.ids"][0].count("NCT") for which in range(3)] == [100, 100, 50]
    assert max(len(each.line) for each in registry.asked) < 2_000


def test_requests_are_a_second_apart(registry: Registry, download: Download, clock: Clock) -> None:
    arrivals: list[float] = []
    registry.arrived = lambda: arrivals.append(clock())
    registry.answers[PATH] = [page(FIRST, total=3, onward="a"), page(SECOND, onward="b"), page(THIRD)]
    download.day()
    list(download.studies(ALS))
    assert len(arrivals) == 4
    assert min(later - sooner for sooner, later in pairwise(arrivals)) >= 1


def test_it_tells_how_many_of_how_many_have_come(registry: Registry, wire: Wire, clock: Clock) -> None:
    said: list[tuple[int, int]] = []
    registry.answers[PATH] = [page(FIRST, SECOND, total=3, onward="a"), page(THIRD)]
    list(Download(wire, Pace(clock, clock.wait), lambda come, total: said.append((come, total))).studies(ALS))
    assert said == [(2, 3), (3, 3)]


FAULTS: dict[str, tuple[list[Answer], str]] = {
    "400 in plain text": ([plain("400 Bad Request")], "something else than its records"),
    "403": ([plain("403 Forbidden")], "turns this machine away: wait an hour"),
    "429 in the middle": (
        [page(FIRST, total=2, onward="a"), plain("429 Too Many Requests")],
        "turns this machine away: wait an hour",
    ),
    "500": ([plain("500 Oh")], "trouble of its own"),
    "elsewhere": ([moved("https://other.example/")], "something else than its records"),
    "HTML": ([sent(b"<html>", kind="text/html")], "something else than its records"),
    "nothing": ([lambda _: None], "broke off in the middle"),
    "a list": ([data([])], "something else than its records"),
    "no studies": ([data({"totalCount": 0})], "something else than its records"),
    "studies that are none": ([data({"totalCount": 1, "studies": "x"})], "something else than its records"),
    "no count": ([page(FIRST)], "something else than its records"),
    "a token that is none": ([page(FIRST, total=2, onward=5)], "something else than its records"),
    "the same page for ever": ([page(FIRST, total=9, onward="a")], "something else than its records"),
    "other pages for ever": (
        [page(FIRST, total=2, onward="a"), page(FIRST, onward="b"), page(FIRST, onward="c"), page(FIRST, onward="d")],
        "something else than its records",
    ),
    "fewer than were counted": ([page(FIRST, total=2)], "counted 2 studies and sent 1: try again"),
    "far too many": ([page(FIRST, total=MOST + 1)], "100,001 such studies, and a list takes 100,000"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_it_with_a_sentence_and_the_old_list_stays(
    registry: Registry, download: Download, tmp_path: Path, fault: str
) -> None:
    answers, sentence = FAULTS[fault]
    file = tmp_path / "registry.sqlite"
    registry.answers[PATH] = page(THIRD, total=1)
    loading.load(file, refresh.records(download, ALS, TODAY))
    before = file.read_bytes()
    registry.answers[PATH] = list(answers)
    with pytest.raises(TrialsRefused, match=sentence):
        loading.load(file, refresh.records(download, ALS, TODAY))
    assert file.read_bytes() == before
    registry.answers[PATH] = list(answers)
    with pytest.raises(TrialsRefused, match=sentence):
        refresh.saved(download, ALS, tmp_path / "records.json")
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.suffix != ".lock") == [".sqlite"]


@pytest.mark.parametrize("said", [{}, [], {"dataTimestamp": None}, {"dataTimestamp": "soon"}])
def test_a_registry_that_does_not_say_its_day_is_refused(registry: Registry, download: Download, said: Any) -> None:
    registry.answers["/api/v2/version"] = data(said)
    with pytest.raises(TrialsRefused, match="something else than its records"):
        download.day()


def test_records_come_into_the_list_with_the_day_of_the_data(
    registry: Registry, download: Download, tmp_path: Path
) -> None:
    undated = study(SECOND)
    del undated["derivedSection"]
    registry.answers[PATH] = data({"totalCount": 2, "studies": [study(FIRST), undated]})
    loading.load(tmp_path / "list", refresh.records(download, ALS, TODAY))
    found = SnapshotRegistry(tmp_path / "list").look_up([FIRST, SECOND])
    days = [looked.record.provenance for looked in found.values() if looked.record]
    assert [(day.via, day.obtained, day.data) for day in days] == [
        ("registry", TODAY, date(2022, 10, 10)),
        ("registry", TODAY, DAY),
    ]


def test_a_bad_record_and_a_number_that_is_not_there_are_told(registry: Registry, download: Download) -> None:
    registry.answers[PATH] = data({"totalCount": 2, "studies": [study(FIRST), study(SECOND, briefTitle=5)]})
    found = list(refresh.records(download, Wanted(numbers=(FIRST, SECOND, THIRD)), TODAY))
    assert [type(each) for each in found] == [TrialRecord, Skipped, Skipped]
    said = [each.sentence for each in found if isinstance(each, Skipped)]
    assert said[0].startswith(f"{SECOND}: ")
    assert said[1] == f"{THIRD}: the registry has no such study."


def test_an_old_number_whose_study_has_come_is_not_missing(registry: Registry, download: Download) -> None:
    registry.answers[PATH] = data({"totalCount": 1, "studies": [study(FIRST, nctIdAliases=[SECOND])]})
    found = list(refresh.records(download, Wanted(numbers=(FIRST, SECOND)), TODAY))
    assert [type(each) for each in found] == [TrialRecord]


def test_a_file_can_be_carried_to_another_machine(registry: Registry, download: Download, tmp_path: Path) -> None:
    registry.answers[PATH] = data({"totalCount": len(STUDIES), "studies": STUDIES})
    file = tmp_path / "records.json"
    assert refresh.saved(download, ALS, file) == len(STUDIES)
    written = json.loads(file.read_text("utf-8"))
    assert written["studies"] == [dated(each, DAY) for each in STUDIES]
    assert written["dataTimestamp"] == "2026-11-27"
    assert "National Library of Medicine" in written["source"]
    loaded = loading.load(tmp_path / "list", intake.found(file, "file", TODAY))
    assert (loaded.new, loaded.skipped) == (len(STUDIES), 0)


def test_a_file_without_studies_is_whole_too(registry: Registry, download: Download, tmp_path: Path) -> None:
    registry.answers[PATH] = page(total=0)
    assert refresh.saved(download, ALS, tmp_path / "records.json") == 0
    assert json.loads((tmp_path / "records.json").read_text("utf-8"))["studies"] == []


def test_a_folder_that_is_not_there_is_told(registry: Registry, download: Download, tmp_path: Path) -> None:
    registry.answers[PATH] = page(total=0)
    with pytest.raises(TrialsRefused, match=r"cannot be written: No such file or directory\."):
        refresh.saved(download, ALS, tmp_path / "nowhere" / "records.json")


def test_the_numbers_of_the_list_can_be_asked_for(registry: Registry, download: Download, tmp_path: Path) -> None:
    registry.answers[PATH] = page(SECOND, FIRST, total=2)
    loading.load(tmp_path / "list", refresh.records(download, ALS, TODAY))
    assert refresh.known(tmp_path / "list") == (FIRST, SECOND)


def test_without_a_list_there_are_no_known_numbers(tmp_path: Path) -> None:
    with pytest.raises(TrialsRefused, match="name a condition, or numbers"):
        refresh.known(tmp_path / "list")


ODD: list[Callable[[], Any]] = [lambda: None, list, lambda: 5, lambda: {"derivedSection": 5}]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_study_is_not_dated(odd: Callable[[], Any]) -> None:
    assert dated(odd(), DAY) == odd()


def test_a_study_keeps_its_own_day() -> None:
    assert dated(study(), DAY) == study()
    for bare in ({}, {"derivedSection": None}, {"derivedSection": {"miscInfoModule": None}}):
        assert dated(bare, DAY) == {"derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-27"}}}
