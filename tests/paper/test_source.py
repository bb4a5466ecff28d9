"""Our own documents are read the quick way; what is not well-formed is read as HTML still."""

import re
from xml.parsers import expat

import pytest
from weasyprint import CSS

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Summary
from decision_aid.core.words import Words
from decision_aid.paper.engine import Engine
from decision_aid.paper.fit import Fit
from decision_aid.paper.job import Job
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.sheet import Sheet
from decision_aid.paper.source import source
from tests.paper import pdf, summaries
from tests.paper.conftest import LEFT_OPEN

SHEET = Sheet(Words(), Letterhead('A & B <"Clinic">', "c@d.example"))
NAMES = re.compile(r"[a-z][a-z0-9]*")


def well_formed(html: str) -> bool:
    """Tell so, or raise an error that names line and column."""
    return expat.ParserCreate().Parse(html, True) == 1  # noqa: FBT003 - its own signature


def elements() -> str:
    return (assets.templates() / "paper" / "elements.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("summary", [summaries.NOTHING, summaries.some(), summaries.fullest()])
def test_a_printout_is_well_formed(summary: Summary) -> None:
    assert well_formed(SHEET.summary(summary, Fit(0, 0)))


def test_the_blank_form_is_well_formed(questionnaire: Questionnaire) -> None:
    assert well_formed(SHEET.blank(questionnaire))


def test_every_element_of_the_templates_is_inline_or_has_its_style() -> None:
    folder = assets.templates() / "paper"
    used = {
        name for file in folder.glob("*.html") for name in re.findall(r"<([a-z][a-z0-9]*)", file.read_text("utf-8"))
    }
    styled = set(NAMES.findall(re.sub(r"\{[^}]*\}|/\*.*?\*/", " ", elements(), flags=re.DOTALL)))
    assert used - styled == {"span"}


@LEFT_OPEN
def test_a_document_is_the_same_whichever_way_it_is_read(engine: Engine) -> None:
    """What is not well-formed, for want of one quote, has WeasyPrint's own style of elements."""
    html = SHEET.summary(summaries.some(), Fit(0, 0))
    loose = html.replace('class="sources"', "class=sources")
    quick, slow = (engine.printed(Job(one, "letter")).pdf for one in (html, loose))
    assert loose != html
    assert pdf.pages(quick) == pdf.pages(slow)
    assert [page.mediabox for page in pdf.reader(quick).pages] == [page.mediabox for page in pdf.reader(slow).pages]


@LEFT_OPEN
def test_weasyprint_takes_the_style_of_elements_from_us() -> None:
    """Should WeasyPrint ask for it by another name, printing takes longer and nothing else would tell."""
    hidden = CSS(string="title, p { display: none }")
    html = "<html><title>t</title><p>Hidden</p><p style='display: block'>Shown</p></html>"
    assert pdf.pages(source(html, None, hidden).write_pdf()) == ["Shown"]
