"""The whole journey as text: w3m and lynx, over TLS, from the start page to the summary."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.reliability.certificates import Certified, certified
from tests.reliability.front import Front, running
from tests.serving import serving
from tests.text.readers import END, READERS, Reader
from tests.text.terminal import terminal

HOST = "localhost"
MOST_PAGES = 40
GIVEN = ("Family or friend, for the person", "None yet", "Which offer to choose")
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


def walk(reader: Reader) -> list[str]:
    """Go from the start page to check answers, and choose on the way what is given; return the titles."""
    reader.terminal.wait(lambda screen: END in screen and bool(reader.title()), "the start page")
    reader.press("Start")
    reader.press("Go on to the first question")
    titles = [reader.title()]
    while "Check the answers" not in titles[-1] and len(titles) < MOST_PAGES:
        for label in (label for label in GIVEN if label in reader.terminal.screen):
            reader.choose(label)
        reader.press("Continue")
        titles.append(reader.title())
    return titles


@pytest.mark.parametrize("name", READERS)
def test_the_whole_journey_is_made_as_text(opened: Opening, name: str) -> None:
    with opened(name) as reader:
        assert 8 <= len(walk(reader)) < MOST_PAGES
        reader.press("Choose up to three")
        summary = reader.press("Continue to the summary")
    assert GIVEN[2] in summary
    assert "Family or friend" in summary
    assert [label for label in NOT_GIVEN if label in summary] == []


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
