"""A name with a hyphen stays on one line, and a text stays the text it was."""

from __future__ import annotations

import pytest

from decision_aid.web.unbroken import unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The ALSFRS-R total", 'The <span class="unit">ALSFRS-R</span> total'),
        ("MSC-NTF and ALSFRS-R", '<span class="unit">MSC-NTF</span> and <span class="unit">ALSFRS-R</span>'),
        ("Neuronata-R", '<span class="unit">Neuronata-R</span>'),
        ("a follow-up, X-ray, 5-10, Stem-Cell", "a follow-up, X-ray, 5-10, Stem-Cell"),
        ("<b>ALSFRS-R</b> & more", '&lt;b&gt;<span class="unit">ALSFRS-R</span>&lt;/b&gt; &amp; more'),
    ],
)
def test_a_name_with_a_hyphen_is_kept_together_and_all_else_is_escaped(text: str, shown: str) -> None:
    assert unbroken(text) == shown


def test_what_is_read_and_searched_is_unchanged() -> None:
    assert unbroken("ALSFRS-R & VC").striptags() == "ALSFRS-R & VC"
