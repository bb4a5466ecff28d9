"""No sentence of an instrument that others own is shipped: OPDG, SURE, the Decisional Conflict Scale, ALSFRS-R.

Their tell-tale phrases stand here as fingerprints, so that this file does not ship them either: the number of words,
and the start of the SHA-256 of the words in lower case with single spaces.
"""

import hashlib
import re
from collections.abc import Iterator

from tests.house.checkout import text_of, tracked

OWNED_BY_OTHERS = {
    (10, "72738d8ef0f99e2aa990"),
    (10, "20d8ff1e0179e1c81a20"),
    (12, "d5b1e74950537633e0a8"),
    (11, "91500979652308aa35a6"),
    (9, "b7cde512d298d2409edb"),
    (9, "6ce5e32cbdeb1ebf2b25"),
    (5, "a4562cf0761e691a38b1"),
    (11, "c72a2de3653035e2bcdb"),
    (12, "8bc12ade2066429901b2"),
    (8, "b1c9b1a4388cfc26d7a9"),
    (5, "c8542230980e2770b187"),
    (9, "0d92ee2ff31cf0a0015e"),
    (5, "4149172358a2e128ebed"),
    (8, "b73f1bc5a37e46cfc4e0"),
    (7, "778a0aee3dd5e9044fb1"),
    (10, "29882ea7f22bcfb3aa35"),
    (10, "c26d19fd7ff09c38700c"),
    (11, "96f63550ba112e4b9b73"),
    (10, "dcec3a524c7adc097077"),
    (7, "05a1d1369c44edea21d2"),
    (8, "9c0d8a55387089cb3917"),
    (8, "08438c1c0db53e879ca4"),
    (7, "0aa7f0839330bdf5805c"),
    (8, "2404044102da00bd5be4"),
    (7, "37af401cc908167069df"),
    (9, "ac4f64e18f9c6730bd62"),
    (8, "19230268eff1acb9cd8d"),
    (5, "065c73f543d6c7e1bf5a"),
    (6, "1e7b5386e9ccd89c920f"),
    (4, "09060a95da313f369a04"),
    (3, "e5188f45baa1717cedfa"),
    (3, "3d0921810da270b2a81d"),
    (8, "33113ff0059af7005d63"),
    (7, "0ab452909ada838c058e"),
    (5, "23a9134189bf18aa354c"),
    (4, "3346bda50b2c4fba4bb9"),
    (5, "f2c2a2f3184192fba12a"),
    (8, "1c215d6807a62c4312ea"),
    (7, "5c5e379f8a5a2ce93dc2"),
    (7, "94184e8e13f3435f8e36"),
    (5, "37d3527adcfe3d5d7f40"),
    (3, "cb91e46e8a712576e31c"),
    (4, "f8c9c4a097437c4e15e7"),
    (7, "76dee43f210a315ebd53"),
    (8, "c9a1aa00e5b8390a4b62"),
    (7, "bff4659989eb4a1258d7"),
    (7, "ad873c3ecc2c7cbdd51a"),
}
PLANTED = "The quick brown fox [jumps|has jumped] over a lazy dog"


def words(text: str) -> list[str]:
    """Return the words as the person reads them: of `[you|they]` only the first voice."""
    return re.findall(r"[a-z]+", re.sub(r"\[([^]|]*)\|[^]]*\]", r"\1", text).lower())


def fingerprint(phrase: list[str]) -> tuple[int, str]:
    return len(phrase), hashlib.sha256(" ".join(phrase).encode()).hexdigest()[:20]


def owned(text: str, phrases: set[tuple[int, str]]) -> Iterator[str]:
    """Go through the phrases in the text that are among these."""
    found = words(text)
    for length in sorted({length for length, _ in phrases}):
        for start in range(len(found) - length + 1):
            phrase = found[start : start + length]
            if fingerprint(phrase) in phrases:
                yield " ".join(phrase)


def test_nothing_shipped_is_owned_by_others() -> None:
    texts = {path: text_of(path) for path in tracked() if path.suffix != ".lock"}
    assert {str(path): found for path, text in texts.items() if (found := list(owned(text, OWNED_BY_OTHERS)))} == {}


def test_an_owned_sentence_is_found_in_either_case_and_voice() -> None:
    planted = {fingerprint(["brown", "fox", "jumps", "over"])}
    assert list(owned(f"label: {PLANTED.upper()}.", planted)) == ["brown fox jumps over"]
    assert list(owned("The brown dog jumps over", planted)) == []
