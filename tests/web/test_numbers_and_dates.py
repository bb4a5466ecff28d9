"""Numbers and dates as people type them, and as they mistype them."""

import pytest

from tests.web.page import fields
from tests.web.refused import refused, said
from tests.web.visitor import Visitor

BAND = "from_30"


def number(typed: str) -> dict[str, str]:
    return {"alsfrs-exact": typed}


def day(day: str, month: str, year: str) -> dict[str, str]:
    return {"onset-day": day, "onset-month": month, "onset-year": year}


@pytest.mark.parametrize(
    ("address", "values", "mend"),
    [
        ("/q/alsfrs", number("49"), "0 to 48"),
        ("/q/alsfrs", number("-1"), "0 to 48"),
        ("/q/alsfrs", number("36.5"), "whole number"),
        ("/q/alsfrs", number("thirty"), "digits"),
        ("/q/alsfrs", number("NaN"), ""),
        ("/q/alsfrs", number("1e9999"), ""),
        ("/q/alsfrs", number("9" * 400), "0 to 48"),
        ("/q/onset", day("1", "1", "2027"), "future"),
        ("/q/onset", day("", "12", "2026"), "future"),
        ("/q/onset", day("", "13", "2025"), "1 to 12"),
        ("/q/onset", day("", "0", "2025"), "1 to 12"),
        ("/q/onset", day("31", "2", "2025"), "no such day"),
        ("/q/onset", day("0", "2", "2025"), "day"),
        ("/q/onset", day("x", "2", "2025"), "day"),
        ("/q/onset", day("", "March", "25"), "four digits"),
        ("/q/onset", day("", "", "2025"), "1 to 12"),
        ("/q/onset", day("3", "", ""), ""),
        ("/q/onset", day("", "2", "\uff11\uff12\uff13"), ""),
    ],
)
def test_a_wrong_number_or_date_is_refused_as_it_was_typed(
    visitor: Visitor, address: str, values: dict[str, str], mend: str
) -> None:
    visitor.begin(full=True)
    shown = refused(visitor, address, values)
    assert mend in said(shown)
    given = fields(shown.page.form())
    assert {name: given[name][0] for name in values} == values


@pytest.mark.parametrize(
    "values", [day("", "Mar", "2025"), day("", "march.", "2025."), day("03", "03", "2025"), day("", " 3 ", "2025")]
)
def test_a_dictated_date_is_understood(visitor: Visitor, values: dict[str, str]) -> None:
    visitor.begin(full=True)
    visitor.answer("/q/onset", values)
    assert "March 2025" in visitor.get("/answers").text


@pytest.mark.parametrize(("exact", "fits"), [("36", True), ("36.", True), ("2", False)])
def test_an_exact_value_must_fit_the_band_beside_it(visitor: Visitor, exact: str, fits: bool) -> None:  # noqa: FBT001 - a table
    visitor.begin(full=True)
    values = {"alsfrs-codes": BAND, "alsfrs-exact": exact}
    if fits:
        visitor.answer("/q/alsfrs", values)
    else:
        assert "does not fit" in said(refused(visitor, "/q/alsfrs", values))


def test_an_exact_value_beside_dont_know_is_asked_about(visitor: Visitor) -> None:
    visitor.begin(full=True)
    last = list(visitor.get("/q/alsfrs").page.by_class("choice"))[-1].one("input").get("value")
    refused(visitor, "/q/alsfrs", {"alsfrs-codes": last, "alsfrs-exact": "36"})
