# ruff: noqa: RUF001 - letters that look alike are what this file is about
import pytest

from decision_aid.paper.tongues import tongue


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("מה ידוע?", "he"),
        ("Τι γνωρίζουμε;", "el"),
        ("关于这种治疗", "zh"),
        ("この治療について何が分かっていますか", "ja"),
        ("이 치료에 대해", "ko"),
        ("இந்த சிகிச்சை", "ta"),
        ("ماذا نعرف", "und-Arab"),
        ("Что известно", "und-Cyrl"),
        ("इस उपचार", "und-Deva"),
    ],
)
def test_letters_tell_their_language_or_at_least_their_script(text: str, language: str) -> None:
    assert tongue(text) == language


@pytest.mark.parametrize("text", ["Łódź, Việt Nam", "", "36 %", "😀", "ᏣᎳᎩ"])
def test_letters_of_many_languages_tell_nothing(text: str) -> None:
    assert tongue(text) == ""


def test_most_letters_decide() -> None:
    assert tongue("NCT03280056: מה ידוע על הטיפול הזה?") == "he"
    assert tongue("They call it 干细胞 there") == ""
