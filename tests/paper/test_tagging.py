import re
from typing import Any

import pytest
import weasyprint

from decision_aid.paper import mends
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.press import WorkerPress
from tests.paper import pdf, tags

SECONDS = 60.0
HTML = """<!DOCTYPE html>
<html lang="en" data-foot="Foot" data-page="Page" data-of="of" data-note=""><head><title>T</title></head><body>
<h1>A title</h1><p>Text<br><span class="tick"></span></p>
<table><colgroup><col><col></colgroup><thead><tr><td></td><th scope="col">Offer 1</th></tr></thead>
<tbody><tr><th scope="row">Cells</th><td lang="he" dir="rtl">מח עצם</td></tr></tbody></table>
<p><svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><title>A square</title>
<rect width="50" height="50"/></svg></p>
<p>Here <span lang="ja">この治療</span></p></body></html>"""


@pytest.fixture(scope="module")
def printed(press: WorkerPress) -> Printed:
    return press.pool.run(Job(HTML, "a4"), SECONDS)


def test_the_engine_has_nothing_to_complain_of(printed: Printed) -> None:
    assert (printed.missing, printed.warnings, printed.error) == ((), (), "")


def test_what_the_engine_complains_of_is_told_without_its_values(press: WorkerPress) -> None:
    html = HTML.replace("<p>Text", "<p style='colour: secret'>Text")
    found = press.pool.run(Job(html, "a4"), SECONDS).warnings
    assert found
    assert "secret" not in "".join(found)


def test_header_cells_say_if_they_head_a_row_or_a_column(printed: Printed) -> None:
    assert [cell["/A"]["/Scope"] for cell in tags.named(printed.pdf, "/TH")] == ["/Column", "/Row"]


def test_of_pairs_side_by_side_each_value_has_its_own_header(press: WorkerPress) -> None:
    pairs = (
        '<table><thead><tr><td></td><th scope="col">A</th><th scope="col">B</th><th scope="col">C</th></tr></thead>'
        '<tbody><tr><th scope="row">First symptom</th><td>2025</td>'
        '<th scope="row">Diagnosis</th><td>2026</td></tr></tbody></table>'
    )
    document = press.pool.run(Job(HTML.replace("<h1>", pairs + "<h1>"), "a4"), SECONDS).pdf
    names = {str(cell["/ID"]): place for place, cell in enumerate(tags.named(document, "/TH")[:5])}
    headed = [[names.get(str(name)) for name in cell["/A"]["/Headers"]] for cell in tags.named(document, "/TD")[1:3]]
    assert headed == [[3, 0], [4, 2]]


def test_headers_and_footers_are_artifacts_and_stand_in_no_tag(printed: Printed) -> None:
    content = tags.contents(printed.pdf)[0]
    numbered = {int(number) for number in re.findall(r"/MCID (\d+)", content)}
    tagged = {kid for element in tags.elements(printed.pdf) for kid in element["/K"] if isinstance(kid, int)}
    assert content.count("/Type /Pagination") == 2
    assert numbered == tagged
    assert "Page1of1" in pdf.pages(printed.pdf)[0]


def test_the_place_of_a_figure_is_told_in_points_from_below(printed: Printed) -> None:
    (figure,) = tags.named(printed.pdf, "/Figure")
    left, bottom, right, top = (float(edge) for edge in figure["/A"]["/BBox"])
    assert figure["/Alt"] == "A square"
    assert (round(right - left), round(top - bottom)) == (75, 38)
    assert 842 / 2 < bottom < top < 842


def test_no_piece_of_a_line_is_empty(printed: Printed) -> None:
    assert [element for element in tags.elements(printed.pdf) if element["/S"] == "/Span" and not element["/K"]] == []


def test_the_language_of_words_in_another_one_is_told(printed: Printed) -> None:
    told = [(element["/S"], element["/Lang"]) for element in tags.elements(printed.pdf) if "/Lang" in element]
    assert ("/TD", "he") in told
    assert ("/Span", "ja") in told
    assert {language for _, language in told} == {"he", "ja"}


def test_every_bookmark_is_a_heading(printed: Printed) -> None:
    bookmarks: Any = pdf.reader(printed.pdf).outline
    assert [bookmark["/Title"] for bookmark in bookmarks] == ["A title"]


def test_the_wrapped_function_is_that_of_the_installed_version() -> None:
    """When this fails: look if the new WeasyPrint needs `mends` still, then raise MADE_FOR or delete the file."""
    assert weasyprint.__version__ == mends.MADE_FOR


def test_without_our_finisher_margins_are_still_marked_as_text() -> None:
    """When this fails, WeasyPrint's issue 1836 is mended: take our mend out of `tagging`."""
    style = "@page { @bottom-left { content: 'Foot' } }"
    document = weasyprint.HTML(string=f"<html lang=en><title>T</title><style>{style}</style><p>Text")
    plain = document.write_pdf(pdf_variant="pdf/ua-1")
    assert tags.contents(plain)[0].count("/MCID") == 2
