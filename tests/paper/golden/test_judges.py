from pathlib import Path

import pytest

from tests.paper.golden import documents, judges
from tests.paper.golden.documents import Document
from tests.paper.golden.printing import Prints

NOTE = Path(__file__).parents[3] / "docs" / "decisions" / "0020-what-the-judges-say.md"


@pytest.mark.parametrize("document", documents.ALL, ids=str)
def test_the_judges_find_nothing_that_is_not_explained(prints: Prints, document: Document) -> None:
    found = judges.every(prints[document].pdf)
    assert judges.unexplained(document.name, found) == []


@pytest.mark.parametrize("known", judges.EXPLAINED, ids=lambda known: f"{known.rule}-{known.documents[0]}")
def test_what_is_explained_is_still_found(prints: Prints, known: judges.Explained) -> None:
    """An explanation that is needed no more is to go."""
    found = [
        finding.rule
        for document in documents.ALL
        if document.name in known.documents
        for finding in judges.by_outloud(prints[document].pdf)
    ]
    assert known.rule in found
    assert known.rule in NOTE.read_text(encoding="utf-8")
