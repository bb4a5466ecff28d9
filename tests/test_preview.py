"""`preview`: what an author is shown of a questionnaire, and what is shown while it is half written."""

from __future__ import annotations

import re
import signal
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from decision_aid import assets
from decision_aid.cli.previewing import of_files
from decision_aid.cli.staging import Stage
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.core.schema import Questionnaire
from decision_aid.lint import reading
from decision_aid.loader import load
from decision_aid.settings import Settings
from tests.house.checkout import ROOT, text_of
from tests.serving import free_port, wait_for
from tests.test_cli import COMMAND, SMALLEST, environment, refused, run
from tests.web.visitor import Visitor

CLINIC = ROOT / "examples" / "local" / "clinic.yaml"
BEFORE, AFTER = "label: Who is answering?", "label: Who answers today?"
CANNOT = "The file cannot be used as it is now."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "questions.yaml"
    found.write_text(SMALLEST.read_text(encoding="utf-8"), encoding="utf-8")
    return found


@pytest.fixture
def asked(path: Path) -> Questionnaire:
    return load(path).questionnaire


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    with closing(Stage(of_files(Settings(), path, None))) as made:
        yield made


@pytest.fixture
def come(stage: Stage) -> Callable[[], Visitor]:
    """Return what makes a browser at the preview as it is now; it keeps its cookies from one to the next."""
    first = Visitor(stage.app.test_client())

    def now() -> Visitor:
        first.client.application = stage.app
        return first

    return now


def save(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")


def test_every_page_is_listed_in_order_with_what_it_waits_for(
    come: Callable[[], Visitor], asked: Questionnaire
) -> None:
    shown = come().get("/preview")
    cards = [card.get("id").removeprefix("page-") for card in shown.page.all("article")]
    assert cards == list(asked.page)
    assert "if “What kind is it?” is known and “Who is answering?” is “The person” or “Family”." in shown.text


def test_the_answers_that_lead_to_a_page_are_said(come: Callable[[], Visitor]) -> None:
    card = next(one for one in come().get("/preview").page.all("article") if one.get("id") == "page-ind")
    said = [item.text for item in card.all("li")]
    assert "Who is answering? The person" in said
    assert "How many offers? One" in said
    assert "Kind: A trial" in said


@pytest.mark.parametrize(("voice", "label"), [("person", "Do you know"), ("helper", "Do we know")])
def test_every_page_opens_in_both_voices_with_those_answers(
    come: Callable[[], Visitor], asked: Questionnaire, voice: str, label: str
) -> None:
    visitor = come()
    for name, (part, _) in asked.page.items():
        sent = visitor.get(f"/preview/open/{name}?voice={voice}")
        assert sent.location == (f"/offer/1/q/{name}" if part.about == "offer" else f"/q/{name}")
        assert visitor.get(sent.location).status == 200
    assert label in visitor.get(visitor.get(f"/preview/open/ind?voice={voice}").location).text


def test_a_page_that_was_opened_can_be_answered(come: Callable[[], Visitor]) -> None:
    visitor = come()
    address = visitor.get("/preview/open/ind").location
    sent = visitor.press(visitor.get(address), {"ind-codes": "written"}, address)
    assert sent.status == 303
    assert "Yes, and in writing" in visitor.get("/answers").text


@pytest.mark.parametrize("voice", ["person", "helper"])
def test_every_page_has_a_page_of_all_its_errors(come: Callable[[], Visitor], asked: Questionnaire, voice: str) -> None:
    visitor = come()
    for name, (_, page) in asked.page.items():
        shown = visitor.get(f"/preview/errors/{name}?voice={voice}")
        asking = {fieldset.get("id").rpartition("-")[0] for fieldset in shown.page.all("fieldset")}
        assert asking == {question.id for question in page.questions}


def test_the_findings_of_a_page_stand_at_it_and_above_it(come: Callable[[], Visitor], path: Path) -> None:
    visitor = come()
    line = 1 + next(at for at, each in enumerate(path.read_text().splitlines()) if "when: {any: [{question" in each)
    told = f"{path}:{line} W101 condition-always-true"
    card = next(one for one in visitor.get("/preview").page.all("article") if one.get("id") == "page-choice")
    assert told in card.text
    assert told in visitor.get(visitor.get("/preview/open/choice").location).page.one("aside").text
    assert told not in visitor.get(visitor.get("/preview/open/who").location).page.one("aside").text


def test_the_map_is_one_picture_that_its_policy_lets_have_its_style(come: Callable[[], Visitor]) -> None:
    shown = come().get("/preview/map.svg")
    assert fromstring(shown.html).tag.endswith("svg")  # noqa: S314 - we wrote it
    assert "style-src 'unsafe-inline'" in shown.response.headers["Content-Security-Policy"]
    assert "script-src" not in shown.response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/preview/open/nowhere", "/preview/errors/nowhere", "/preview/nowhere.js"])
def test_what_does_not_exist_is_not_found(come: Callable[[], Visitor], address: str) -> None:
    assert come().get(address).status == 404


def test_a_page_whose_id_was_changed_leads_to_all_pages(stage: Stage, path: Path, come: Callable[[], Visitor]) -> None:
    visitor, address = come(), come().get("/preview/open/who").location
    save(path, ("- id: who\n        questions", "- id: whoever\n        questions"))
    assert stage.look_again().is_usable
    shown = come().get(address)
    assert (shown.status, "no such page now" in shown.page.one("aside").text) == (404, True)
    assert "/preview" in [link.get("href") for link in shown.page.one("aside").all("a")]
    assert "no such page now" not in visitor.get("/preview").text


@pytest.mark.parametrize(("address", "others"), [("/", 0), ("/resume", 1)])
def test_a_page_runs_scripts_of_ours_and_asks_nobody_else(
    come: Callable[[], Visitor], address: str, others: int
) -> None:
    shown = come().get(address)
    scripts = [one.get("src") for one in shown.page.all("script")]
    assert (scripts.count("/preview/live.js"), len(scripts)) == (1, 1 + others)
    policy = shown.response.headers["Content-Security-Policy"]
    assert "script-src 'self'; connect-src 'self';" in policy
    assert "unsafe" not in policy


def test_a_change_is_shown_and_told_by_another_number(stage: Stage, path: Path, come: Callable[[], Visitor]) -> None:
    before = come().get("/preview/state").html
    save(path, (BEFORE, AFTER))
    stage.look_again()
    assert "Who answers today?" in come().get("/preview").text
    assert come().get("/preview/state").html != before


def test_a_visit_goes_on_over_a_change(stage: Stage, path: Path, come: Callable[[], Visitor]) -> None:
    address = come().get("/preview/open/ind").location
    visitor = come()
    visitor.press(visitor.get(address), {"ind-codes": "written"}, address)
    save(path, (BEFORE, AFTER))
    stage.look_again()
    text = come().get("/answers").text
    assert "Yes, and in writing" in text
    assert "0 new, 1 changed" in text


def test_half_a_file_leaves_the_last_good_one_with_its_findings_above(
    stage: Stage, path: Path, come: Callable[[], Visitor]
) -> None:
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(BEFORE, "label: [Who").replace("Kind", "Sort"), encoding="utf-8")
    stage.look_again()
    for address in ("/", "/preview", come().get("/preview/open/who").location):
        shown = come().get(address)
        assert CANNOT in shown.page.one("aside").text
        assert re.search(rf"{re.escape(str(path))}:\d+ E002 writing-unclear", shown.page.one("aside").text)
    assert "Who is answering?" in come().get("/preview").text
    path.write_text(whole.replace(BEFORE, AFTER), encoding="utf-8")
    stage.look_again()
    assert CANNOT not in come().get("/preview").text
    assert "Who answers today?" in come().get("/preview").text


def test_a_condition_that_never_holds_leaves_the_last_good_one_too(
    stage: Stage, path: Path, come: Callable[[], Visitor]
) -> None:
    never = "{all: [{question: who, is: [self]}, {question: who, is: [family]}]}"
    save(path, ("when: {all: [{known: offer_kind}, {question: who, is: [self, family]}]}", f"when: {never}"))
    assert not stage.look_again().is_usable
    assert "E101 condition-never-true" in come().get("/").page.one("aside").text
    assert "“What kind is it?” is known" in come().get("/preview").text


def test_a_half_written_file_of_a_clinic_is_told_by_its_name(tmp_path: Path) -> None:
    own = tmp_path / "clinic.yaml"
    own.write_text(CLINIC.read_text(encoding="utf-8"), encoding="utf-8")
    with closing(Stage(of_files(Settings(), assets.questions(), own))) as stage:
        assert "local-reach" in Visitor(stage.app.test_client()).get("/preview").html
        own.write_text('questionnaire: nobody\nversion: "2026.1"\n', encoding="utf-8")
        stage.look_again()
        assert f"{own}:1 E051 local-name-unknown" in Visitor(stage.app.test_client()).get("/").page.one("aside").text


def test_many_faults_do_not_push_the_page_away(stage: Stage, path: Path, come: Callable[[], Visitor]) -> None:
    path.write_text("schema_version: 1\n", encoding="utf-8")
    stage.look_again()
    aside = come().get("/").page.one("aside")
    assert len([*aside.all("li")]) == 10
    assert re.search(r"And \d+ more\.", aside.text)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.yaml"
    with pytest.raises(QuestionnaireInvalid):
        Stage(of_files(Settings(), path, None))
    assert refused(run("preview", str(path), state=tmp_path)).startswith(f"{path}: E001 file-unreadable")


def test_a_preview_is_for_this_machine_and_keeps_nothing_whatever_the_form_does(tmp_path: Path) -> None:
    given = Settings(kiosk=True, tls_proxy=True, trusted_hosts=("form.example",), allow_insecure_http=True)
    told = of_files(given, tmp_path, None)
    assert (told.no_retention, told.authoring, told.kiosk) == (True, True, False)
    assert (told.tls_proxy, told.trusted_hosts, told.allow_insecure_http) == (False, (), False)


@pytest.mark.parametrize("address", ["/preview", "/preview/open/who", "/preview/errors/who", "/preview/live.js"])
def test_a_form_that_is_served_has_nothing_of_it(home: str, address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(home + address)
    with caught.value as error:
        assert error.code == 404


def test_no_page_of_a_form_that_is_served_runs_its_script(home: str) -> None:
    with urllib.request.urlopen(home) as shown:
        assert "/preview" not in shown.read().decode()
        assert "script-src" not in shown.headers["Content-Security-Policy"]


def test_the_grade_of_every_screen_is_shown(come: Callable[[], Visitor], asked: Questionnaire) -> None:
    page = come().get("/preview").page
    graded = {one.name: f"{one.grade:.1f}" for one in reading.measured(asked).screens}
    for card in page.all("article"):
        assert f"Reading grade {graded[card.get('id').removeprefix('page-')]}." in card.text
    assert f"about: {graded['about']}" in [item.text for item in page.all("li")]


def test_the_command_serves_watches_and_ends(path: Path, tmp_path: Path) -> None:
    port = free_port()
    home = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [*COMMAND, "preview", str(path), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(tmp_path, {}) | {"PYTHONUNBUFFERED": "1"},
        cwd=tmp_path,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"The preview is on {home}/preview (Ctrl-C ends it)\n"
            wait_for(process, f"{home}/preview")
            save(path, (BEFORE, AFTER))
            assert any("The preview shows it." in line for line in process.stdout)
            with urllib.request.urlopen(f"{home}/preview") as shown:
                assert "Who answers today?" in shown.read().decode()
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
        finally:
            process.kill()
    assert not (tmp_path / "var").exists()


def test_its_port_is_none_that_a_form_on_the_same_machine_listens_on(tmp_path: Path) -> None:
    said = run("preview", "--help", state=tmp_path).stdout
    port = re.search(r"default:\s+(\d+)", said)
    assert port is not None
    listens = re.compile(rf"(?::|@|-|--port ){port[1]}\b")
    assert [path.name for path in (ROOT / "docs").glob("*.md") if listens.search(text_of(path))] == []
