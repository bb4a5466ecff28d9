"""A label leads to what stands after it."""

from __future__ import annotations

import pytest

from decision_aid.core.words import leading


@pytest.mark.parametrize(
    ("label", "led"),
    [("Cells", "Cells:"), ("Where?", "Where?"), ("أين؟", "أين؟"), ("\u54ea\u91cc\uff1f", "\u54ea\u91cc\uff1f")],
)
def test_a_colon_stands_after_a_label_unless_it_asks(label: str, led: str) -> None:
    assert leading(label) == led
