"""What a refusal looks like, and how to come to one."""

from tests.web.visitor import Shown, Values, Visitor


def assert_refused(shown: Shown, status: int) -> None:
    """Check that the page tells of a problem, gives it the focus without a script and says so in its title."""
    assert shown.status == status
    (summary,) = shown.page.by_class("errors")
    assert "autofocus" in summary.attributes
    assert summary.get("tabindex") == "-1"
    assert shown.page.one("title").text.startswith("Error:")


def refused(visitor: Visitor, address: str, values: Values) -> Shown:
    """Give an answer that cannot be taken; check that the problem's link leads to a control and tells the same."""
    shown = visitor.press(visitor.get(address), values)
    assert_refused(shown, 422)
    link = shown.page.by_class("errors")[0].one("a")
    control = shown.page.by_id(link.get("href").removeprefix("#"))
    assert control.tag in {"input", "textarea"}
    error = shown.page.by_class("error")[0]
    assert error.text == f"Error: {link.text}"
    described = next(group for group in shown.page.all("fieldset") if error.get("id") in group.get("aria-describedby"))
    assert control in list(described.all("input", "textarea"))
    return shown


def said(shown: Shown) -> str:
    return shown.page.by_class("errors")[0].one("a").text
