import xml.etree.ElementTree as ET

import pytest

from decision_aid.paper.job import Job
from decision_aid.paper.press import WorkerPress
from decision_aid.services import ANSWERS_FILE
from tests.paper import pdf
from tests.paper.test_tagging import HTML, SECONDS

UA = "{http://www.aiim.org/pdfua/ns/id/}"
A = "{http://www.aiim.org/pdfa/ns/id/}"
DATA = '{"ä":"漢"}\n'.encode()


@pytest.fixture(scope="module")
def document(press: WorkerPress) -> bytes:
    return press.pool.run(Job(HTML, "letter", data=DATA, day="2026-11-23"), SECONDS).pdf


def test_both_standards_are_named_in_one_description_that_is_not_compressed(document: bytes) -> None:
    start, end = document.index(b"<rdf:RDF"), document.index(b"</rdf:RDF>") + len(b"</rdf:RDF>")
    rdf = ET.fromstring(document[start:end])  # noqa: S314 - our own file
    told = {name: value for part in rdf for name, value in part.attrib.items()}
    assert (told[f"{UA}part"], told[f"{A}part"], told[f"{A}conformance"]) == ("1", "3", "A")
    assert b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in document
    assert document.count(b"<rdf:RDF") == 1


def test_the_answers_come_back_byte_for_byte_and_say_what_they_are(document: bytes) -> None:
    found = pdf.reader(document)
    root = found.trailer["/Root"]
    (file,) = root["/AF"]  # type: ignore[index]  # a PDF's root is a dictionary
    assert dict(found.attachments) == {ANSWERS_FILE: [DATA]}
    assert file.get_object()["/AFRelationship"] == "/Data"
    assert file.get_object()["/EF"]["/F"]["/Params"]["/ModDate"] == "D:20261123000000Z"


def test_a_document_without_answers_carries_nothing(press: WorkerPress) -> None:
    assert not pdf.reader(press.pool.run(Job(HTML, "letter"), SECONDS).pdf).attachments
