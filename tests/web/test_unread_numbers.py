"""What the pages about a number say where none can be read in what was written."""

from __future__ import annotations

import pytest

from tests.registry.fakes import FakeRegistry
from tests.web.trials import ASKED, MATCH, SAME, offered
from tests.web.visitor import Visitor


@pytest.mark.parametrize(
    ("note", "said", "mend"),
    [
        ("", "No NCT number is written down yet.", "Write the number down"),
        ("they will send it", "No NCT number is written down yet.", "Write the number down"),
        ("NCT0123", "No NCT number could be read here.", "Correct the number"),
        ("NCT012345678", "No NCT number could be read here.", "Correct the number"),
        ("3280056", "No NCT number could be read here.", "Correct the number"),
        ("0800 1234", "No NCT number could be read here.", "Correct the number"),
        ("call 55512345", "No NCT number could be read in “call 55512345”.", "Correct the number"),
    ],
)
def test_without_a_whole_number_the_page_leads_to_where_it_is_written(
    visitor: Visitor, registry: FakeRegistry, note: str, said: str, mend: str
) -> None:
    assert offered(visitor, note) == (SAME if note else MATCH)
    for address in (SAME, MATCH) if note else (MATCH,):
        shown = visitor.get(address)
        assert said in shown.text
        assert next(link for link in shown.page.all("a") if link.text == mend).get("href") == f"{ASKED}#nct"
    assert registry.asked == []
