import re

from decision_aid import assets

SIZES = re.compile(r"font-size:\s*([\d.]+)(\w+)")


def style() -> str:
    return (assets.templates() / "paper" / "paper.css").read_text(encoding="utf-8")


def without_page_rules(css: str) -> str:
    return re.sub(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}", "", css)


def test_body_text_is_at_least_10_and_a_half_points() -> None:
    sizes = SIZES.findall(without_page_rules(style()))
    assert sizes
    assert [size for size, unit in sizes if unit != "pt" or float(size) < 10.5] == []


def test_footers_are_at_least_9_points() -> None:
    assert [size for size, unit in SIZES.findall(style()) if unit != "pt" or float(size) < 9] == []


def test_nothing_is_taken_out_of_the_reading_order() -> None:
    assert not re.search(r"position\s*:|display\s*:\s*(?:flex|grid)", style())


def test_every_table_has_a_fixed_layout() -> None:
    assert "table { table-layout: fixed;" in style()
    assert "table-layout: auto" not in style()


def test_no_meaning_rests_on_colour() -> None:
    colours = {found.lower() for found in re.findall(r"#[0-9a-fA-F]{3,6}\b(?![^{]*\{)", style())}
    assert all(len(set(colour[1:])) == 1 for colour in colours)
