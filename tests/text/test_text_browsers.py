"""The whole journey as text: w3m and lynx, over TLS, from the start page to the summary."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.browser.places import TO_READ
from tests.paper.pdf import bare, pages
from tests.reliability.certificates import Certified, certified
from tests.reliability.front import Front, running
from tests.serving import serving
from tests.text.readers import END, READERS, Reader, W3m
from tests.text.terminal import terminal

HOST = "localhost"
MOST_PAGES = 40
GIVEN = ("Family or friend, for the person", "None yet", "Which offer to choose")
SIGN, BRIEF = "A cure or sure improvement is promised", "A cure or sure gain is promised"
WITH_AN_OFFER = (GIVEN[0], "One", GIVEN[2], "A 5, matters most", SIGN, "None of these, or none of the rest")
NOT_GIVEN = ("Whether to join a trial", "Rather not say")
Opening = Callable[..., AbstractContextManager[Reader]]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    return certified(tmp_path_factory.mktemp("certificates"), HOST)


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory: pytest.TempPathFactory, shown: Certified) -> Iterator[str]:
    with (
        serving(tmp_path_factory.mktemp("text"), tls_proxy="1", trusted_hosts=HOST) as plain,
        running(Front(int(plain.rpartition(":")[2]), tls=shown.tls)) as port,
    ):
        yield f"https://{HOST}:{port}/"


@pytest.fixture
def opened(behind_tls: str, shown: Certified) -> Opening:
    """Open the start page in a text browser; it trusts the tests' authority unless told otherwise."""

    @contextmanager
    def open_reader(name: str, authority: Path = shown.authority) -> Iterator[Reader]:
        missing = [program for program in (name, "tmux") if shutil.which(program) is None]
        if missing:
            pytest.fail(f"Not on this machine: apt-get install {' '.join(missing)}.")
        kind = READERS[name]
        # a short path: a socket's name has at most 107 letters
        with TemporaryDirectory() as folder, terminal(Path(folder), kind.command(behind_tls, authority)) as screen:
            yield kind(screen)

    return open_reader


def stands(label: str, screen: str) -> bool:
    """Tell whether this is the label of a choice, and no words in a text."""
    return re.search(rf"^\s*[(\[][ *][)\]] ?{re.escape(label)}$", screen, re.MULTILINE) is not None


def walk(reader: Reader, given: tuple[str, ...] = GIVEN) -> list[str]:
    """Go from the start page to check answers, and choose on the way what is given; return the titles."""
    reader.terminal.wait(lambda screen: END in screen and bool(reader.title()), "the start page")
    reader.press("Start")
    reader.press("Go on to the first question")
    titles = [reader.title()]
    while "Check the answers" not in titles[-1] and len(titles) < MOST_PAGES:
        for label in (label for label in given if stands(label, reader.terminal.screen)):
            reader.choose(label)
        time.sleep(TO_READ)
        reader.press("Continue")
        titles.append(reader.title())
    return titles


@pytest.mark.parametrize("name", READERS)
def test_the_whole_journey_is_made_as_text(opened: Opening, name: str) -> None:
    with opened(name) as reader:
        assert 8 <= len(walk(reader)) < MOST_PAGES
        reader.press("Choose up to three")
        time.sleep(TO_READ)
        summary = reader.press("Continue to the summary")
    assert GIVEN[2] in summary
    assert "Family or friend" in summary
    assert [label for label in NOT_GIVEN if label in summary] == []


def test_with_an_offer_the_way_leads_through_ratings_and_warning_signs_to_the_paper(
    opened: Opening, tmp_path: Path
) -> None:
    with opened("w3m") as reader:
        titles = walk(reader, WITH_AN_OFFER)
        assert 20 <= len(titles) < MOST_PAGES
        reader.press("Choose up to three")
        time.sleep(TO_READ)
        summary = reader.press("Continue to the summary")
        assert isinstance(reader, W3m)
        reader.save("Get the two pages", tmp_path / "summary.pdf")
    printed = "".join(pages((tmp_path / "summary.pdf").read_bytes()))
    for told in ("More time", "5, matters most", GIVEN[2]):
        assert told in summary
        assert bare(told) in printed
    assert SIGN in summary
    assert bare(BRIEF) in printed


@pytest.mark.parametrize("name", READERS)
def test_each_choice_stands_on_a_line_of_its_own(opened: Opening, name: str) -> None:
    with opened(name) as reader:
        reader.terminal.wait(lambda screen: END in screen and bool(reader.title()), "the start page")
        reader.press("Start")
        page = reader.press("Go on to the first question")
    assert sum(bool(re.match(r"\s*\([ *]\)", line)) for line in page.splitlines()) == 5


@pytest.mark.parametrize("name", READERS)
def test_a_text_browser_that_does_not_know_the_authority_shows_nothing(
    opened: Opening, name: str, tmp_path: Path
) -> None:
    other = certified(tmp_path, HOST).authority
    with opened(name, other) as reader:
        reader.terminal.wait(lambda screen: "SSL" in screen or "certificate" in screen.lower(), "a warning")
        assert reader.title() == ""
