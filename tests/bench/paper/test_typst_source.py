from decision_aid.bench.paper.typst_source import source

OURS = """<!DOCTYPE html>
<html lang="en" data-foot="Foot"><head><title>T</title></head><body>
<section id="page-1"><h1>Title</h1><p>Plain, <b>bold</b> and <i>slanted</i></p></section>
<section id="page-2"><ul class="asks"><li>One #set "two" \\ three</li></ul><ol><li>Star</li></ol>
<table><colgroup><col/><col/></colgroup><thead><tr><td></td><th>Offer</th></tr></thead>
<tbody><tr><th>Cost</th><td colspan="2">$1</td></tr></tbody></table></section></body></html>"""


def test_each_element_has_its_twin() -> None:
    written = source(OURS, b"{}", "letter")
    for piece in (
        '#heading(level: 1)[#"Title";];',
        '#par[#"Plain, ";#strong[#"bold";];#" and ";#emph[#"slanted";];];',
        "#pagebreak()",
        "#table(columns: (1fr, 1fr, ), ",
        'table.header(table.cell(colspan: 1, []), table.cell(colspan: 1, strong[#"Offer";]))',
        'table.cell(colspan: 2, [#"$1";])',
    ):
        assert piece in written


def test_words_are_texts_and_never_markup() -> None:
    assert '[#"One #set \\"two\\" \\\\ three";]' in source(OURS, b"{}", "a4")


def test_the_data_goes_with_it() -> None:
    assert '#pdf.attach("answers.fhir.json", bytes("{\\"a\\": 1}")' in source(OURS, b'{"a": 1}', "a4")
