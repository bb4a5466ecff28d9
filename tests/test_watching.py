"""A watched file is looked at when it has changed and is whole again."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from decision_aid.cli.watching import changes, watch


@dataclass(frozen=True)
class Seen:
    """A look at a file that can be used when it says so."""

    text: str

    @property
    def version(self) -> str:
        return self.text

    @property
    def is_usable(self) -> bool:
        return self.text.startswith("good")

    def lines(self) -> Iterator[str]:
        yield f"seen: {self.text}"


def look(path: Path) -> Seen:
    return Seen(path.read_text(encoding="utf-8") if path.exists() else "gone")


def doing(*steps: Callable[[], object] | None) -> Callable[[], object]:
    """Return a wait in which these things happen, one in each, and which is interrupted after the last."""
    left = list(steps)

    def wait() -> None:
        if not left:
            raise KeyboardInterrupt
        if step := left.pop(0):
            step()

    return wait


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "questions.yaml"
    found.write_text("good 1", encoding="utf-8")
    return found


def seen(path: Path, wait: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert watch((path,), partial(look, path), wait) == 0
    return [line.removeprefix("seen: ") for line in capsys.readouterr().out.splitlines() if line.startswith("seen")]


def test_a_file_that_stays_is_looked_at_once(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seen(path, doing(None, None, None), capsys) == ["good 1"]


def test_a_changed_file_is_looked_at_again(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change = doing(None, lambda: path.write_text("good 20"), None, None)
    assert seen(path, change, capsys) == ["good 1", "good 20"]


def test_a_file_is_looked_at_when_it_is_written_to_the_end(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slowly = doing(*(lambda part=part: path.write_text("good 2" * part) for part in (1, 2, 3)), None, None)
    assert seen(path, slowly, capsys) == ["good 1", "good 2good 2good 2"]


def test_a_file_taken_away_and_put_back_is_looked_at_when_it_is_back(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = doing(lambda: path.rename(path.with_suffix(".bak")), lambda: path.write_text("good 20"), None, None)
    assert seen(path, saved, capsys) == ["good 1", "good 20"]


def test_another_file_of_the_same_length_in_its_place_is_seen(path: Path) -> None:
    other = path.with_name("other.yaml")
    other.write_text("good 2")
    stamps = changes((path,), doing(lambda: other.replace(path), None, None))
    assert next(stamps, 0) is None
    assert next(stamps, 0) is None
    assert path.read_text() == "good 2"


def test_a_file_that_stays_away_is_told(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert seen(path, doing(path.unlink, None, None), capsys) == ["good 1", "gone"]


def test_the_last_good_state_is_said_beside_a_bad_one(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watch(
        (path,),
        partial(look, path),
        doing(lambda: path.write_text("half"), None, lambda: path.write_text("good 20"), None),
    )
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("The form")]
    assert said == [
        f"The form can use {path}: version good 1. Waiting for a change; Ctrl-C ends.",
        (
            f"The form cannot use {path} as it is. Last without errors: version good 1. "
            "Waiting for a change; Ctrl-C ends."
        ),
        f"The form can use {path}: version good 20. Waiting for a change; Ctrl-C ends.",
    ]


def test_a_look_that_fails_is_said_in_one_sentence_and_the_next_save_is_seen(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fragile() -> Seen:
        if path.read_text() == "odd":
            raise KeyError("trial record")
        return look(path)

    saves = doing(lambda: path.write_text("odd"), None, lambda: path.write_text("good 20"), None)
    assert watch((path,), fragile, saves) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.startswith("seen")] == ["seen: good 1", "seen: good 20"]
    (told,) = [line for line in said if line.startswith("This save")]
    assert re.fullmatch(
        r"This save could not be looked at, for a fault of the program \(KeyError at test_watching\.py:\d+\): "
        r"save again to have it looked at again\.",
        told,
    )


def test_a_file_that_was_never_good_is_said_to_be_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_text("half")
    watch((path,), partial(look, path), doing(None))
    assert "It had errors from the beginning." in capsys.readouterr().out
