from decision_aid.bench.paper import plain

OURS = (
    '<html><head><title>T</title></head><body><table><colgroup><col class="label"/></colgroup>'
    '<tbody><tr><th>A</th></tr></tbody></table><ul class="answers">\n'
    '<li class="whole"><b>Who?</b> Me. “I said\nso”</li>\n'
    "<li><b>When:</b> Now</li>\n</ul><ul><li><b>Other</b> list</li></ul></body></html>"
)


def test_a_plain_document_has_its_style_inside_and_no_widths_of_columns() -> None:
    written = plain.plain(OURS, "a4")
    assert "<style>" in written.partition("</head>")[0]
    assert "210mm 297mm" in written
    assert "table-layout: auto" in written
    assert "table-layout: fixed" not in written
    assert "<col" not in written


def test_answers_in_a_list_become_a_table_and_other_lists_stay() -> None:
    written = plain.tables(OURS)
    assert '<tr><th scope="row">Who?</th><td> Me. “I said\nso”</td></tr>' in written
    assert '<tr><th scope="row">When:</th><td> Now</td></tr>' in written
    assert "<ul><li><b>Other</b> list</li></ul>" in written
    assert '<ul class="answers">' not in written


def test_a_document_that_stands_alone_has_its_fonts_inside() -> None:
    written = plain.standing_alone(OURS, "letter")
    assert "asset:" not in written
    assert written.count("data:font/ttf;base64,") == 3
