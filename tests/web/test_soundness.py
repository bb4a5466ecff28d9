"""The checks of a page find what is planted."""

import pytest

from tests.web.soundness import faults

WHOLE = (
    '<!DOCTYPE html><html lang="en" dir="ltr"><head><title>A title</title></head><body><main><h1>A heading</h1>'
    '<form method="post" action="/start"><label><input type="radio" name="a"> A choice</label>'
    '<p id="note-hint">A hint</p><label for="note">A text</label>'
    '<textarea id="note" aria-describedby="note-hint"></textarea></form><img src="/static/logo.png" alt="">'
    "</main></body></html>"
)


def test_a_sound_page_has_no_fault() -> None:
    assert faults(WHOLE) == []


@pytest.mark.parametrize(
    ("sound", "planted"),
    [
        ("<h1>A heading</h1>", "<h2>A heading</h2>"),
        ("<h1>A heading</h1>", "<h1>A</h1><h1>B</h1>"),
        ("<title>A title</title>", "<title></title>"),
        (' lang="en"', ""),
        (' dir="ltr"', ""),
        ('<label for="note">A text</label>', "A text"),
        ('<label for="note">A text</label>', '<label for="not">A text</label>'),
        ('id="note-hint"', 'id="hint"'),
        ('id="note-hint"', 'id="note"'),
        ("<main>", '<main style="color: red">'),
        ("<main>", '<main onclick="go()">'),
        ("<main>", '<main accesskey="m">'),
        ("<main>", '<main tabindex="1">'),
        ("<main>", "<main><script>go()</script>"),
        ("<main>", "<main><details>More</details>"),
        ('src="/static/logo.png"', 'src="https://else.example/logo.png"'),
        ('src="/static/logo.png"', 'src="//else.example/logo.png"'),
        ('action="/start"', 'action="https://else.example"'),
        ("<head>", '<head><meta name="viewport" content="maximum-scale=1">'),
        ("<main>", '<main><a href="#nowhere">There</a>'),
    ],
)
def test_a_planted_fault_is_found(sound: str, planted: str) -> None:
    assert sound in WHOLE
    assert faults(WHOLE.replace(sound, planted, 1))


def test_an_element_that_is_never_closed_is_found() -> None:
    with pytest.raises(AssertionError, match="closes"):
        faults(WHOLE.replace("</form>", ""))
