import pytest

from decision_aid.services import Paper
from tests.paper import pdf
from tests.paper.golden import documents
from tests.paper.golden.documents import BLANK, Document
from tests.paper.golden.printing import Prints

SIZES = {Paper.LETTER: (612, 792), Paper.A4: (595, 842)}


@pytest.mark.parametrize("document", documents.ALL, ids=str)
def test_the_engine_complains_of_nothing_and_misses_no_letter(prints: Prints, document: Document) -> None:
    printed = prints[document]
    assert (printed.error, printed.warnings, printed.missing) == ("", (), ())
    assert printed.pdf


@pytest.mark.parametrize("document", documents.ALL, ids=str)
def test_every_sheet_is_as_asked(prints: Prints, document: Document) -> None:
    boxes = [page.mediabox for page in pdf.reader(prints[document].pdf).pages]
    assert {(round(box.width), round(box.height)) for box in boxes} == {SIZES[document.paper]}


@pytest.mark.parametrize("document", documents.ALL, ids=str)
def test_the_metadata_tells_no_name_host_or_path(prints: Prints, document: Document) -> None:
    title = documents.BLANK_TITLE if document.name == BLANK else documents.printout(document.name).summary.texts.title
    told = {name: str(value) for name, value in (pdf.reader(prints[document].pdf).metadata or {}).items()}
    assert told.pop("/Producer").startswith("WeasyPrint ")
    assert told == {"/Title": title, "/CreationDate": "D:20261123", "/ModDate": "D:20261123"}


def test_the_first_font_is_ours(prints: Prints) -> None:
    found = dict(pdf.fonts(prints[Document("scripts", Paper.LETTER)].pdf))
    assert any("Decision-Aid-Sans" in name for name in found)
