import pytest

from decision_aid.paper.links import linked


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("See https://www.fda.gov/x?a=1&b=2.", 'See <a href="https://www.fda.gov/x?a=1&amp;b=2">https://www.fda.gov/x?a=1&amp;b=2</a>.'),
        ("Tell FDA (www.fda.gov/medwatch).", 'Tell FDA (<a href="https://www.fda.gov/medwatch">www.fda.gov/medwatch</a>).'),
        ("Write to ocod@fda.hhs.gov.", 'Write to <a href="mailto:ocod@fda.hhs.gov">ocod@fda.hhs.gov</a>.'),
        ("No address: <b>21 CFR 312.8</b>", "No address: &lt;b&gt;21 CFR 312.8&lt;/b&gt;"),
        ("", ""),
    ],
)  # fmt: skip
def test_addresses_become_links_and_the_rest_stays_text(text: str, markup: str) -> None:
    assert linked(text) == markup
