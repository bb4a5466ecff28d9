"""Names by which kept files are read for years: when one of these tests fails, older files can no longer be opened."""

from decision_aid.fhir import naming
from tests.journeys.walking import shipped


def test_addresses_and_code_systems_stay_as_they_are() -> None:
    asked = shipped()
    assert naming.canonical(asked) == "urn:uuid:36c247a7-f6a0-577e-8252-740b719e6d04"
    assert naming.digests(asked) == "urn:uuid:e147b516-5c1e-544c-8a6a-c697ca347df6"
    assert naming.star_system(asked) == "urn:uuid:790aed51-7672-5ee3-8e0d-b1af796ce4b9"
    assert naming.system(asked, asked.questions["ind"]) == "urn:uuid:9da559db-1e31-5ee5-8ffd-8d4f4fdd9997"
    assert naming.system(asked, asked.questions["who"]) == "urn:uuid:c7ebe865-851f-559f-adf4-9614bc6a9e5b"


def test_link_ids_stay_as_they_are() -> None:
    groups = [naming.part("x"), naming.page("x"), naming.page("x", 1), naming.offer(1), naming.offer(2)]
    beside = [naming.note("q"), naming.exact("q"), naming.year("q"), naming.month("q"), naming.day("q")]
    assert groups == ["part.x", "page.x", "page.x.1", "offer", "offer.2"]
    assert beside == ["q.note", "q.exact", "q.year", "q.month", "q.day"]
    assert [naming.place(1), naming.STARS, naming.DECLINE] == ["computed.offer", "stars", "computed.decline"]
