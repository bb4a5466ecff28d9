"""A kept PDF gives back what it carries, or a sentence; the worst of them cost one process some seconds."""

from __future__ import annotations

import json
import os
import signal
import zlib
from collections.abc import Iterator
from multiprocessing.process import BaseProcess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_aid.fhir import attachment, intake, kept_file, refusals
from decision_aid.fhir.intake import Unusable
from decision_aid.fhir.kept_file import KeptFiles
from decision_aid.services import ANSWERS_FILE
from decision_aid.workers.limits import Limits
from tests.fhir import pdfs

DATA = b'{"resourceType":"QuestionnaireResponse"}\n'
LEAN = intake.lean(DATA)
TOO_LARGE, DAMAGED = "This file is too large", "This file is damaged"
TOO_LONG = "This file took too much time to read"
NOT_CARRIED, SEVERAL = "This PDF does not carry the answers", "This PDF carries more than one set of answers"
NO_ANSWERS, CHANGED = "This file holds no answers", "This file was changed or damaged"
LOCKED, NEITHER = "This PDF has a password", "This file is neither the PDF nor the data file"


@pytest.fixture(scope="module")
def files() -> Iterator[KeptFiles]:
    found = KeptFiles()
    yield found
    found.close()


def refused(files: KeptFiles, file: bytes) -> str:
    with pytest.raises(Unusable) as found:
        files.lean(file)
    sentence = str(refusals.refused(found.value.outcome))
    assert "othing was taken over" in sentence
    return sentence


GOOD = {
    "one attachment": pdfs.carrying(DATA),
    "pages enough": pdfs.with_pages_said(150, DATA),
    "objects enough": pdfs.with_stream(zlib.compress(DATA), others=5000),
    "bytes before it begins": b"\n" * 900 + pdfs.carrying(DATA),
    "bytes after its end": pdfs.carrying(DATA) + b"\r\n\r\nadded by a mail server\r\n",
    "compressed": pdfs.with_stream(zlib.compress(DATA)),
    "with its checksum": pdfs.with_stream(zlib.compress(DATA), more=pdfs.checksum(DATA)),
    "compressed twice": pdfs.with_stream(zlib.compress(zlib.compress(DATA)), ["FlateDecode", "FlateDecode"]),
    "a wrong place for its table": pdfs.carrying(DATA).replace(b"startxref\n", b"startxref\n9"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_a_pdf_carries_comes_back_byte_for_byte(files: KeptFiles, name: str) -> None:
    assert attachment.attached(GOOD[name], ANSWERS_FILE) == (refusals.FOUND, DATA)
    assert files.lean(GOOD[name]) == LEAN


@pytest.mark.parametrize("file", [DATA, b"\xef\xbb\xbf" + DATA, b"\r\n  " + DATA])
def test_a_data_file_needs_no_pdf(files: KeptFiles, file: bytes) -> None:
    assert files.lean(file) == LEAN


NO_ROOT = pdfs.by_hand(b"<</Type /Pages /Kids [] /Count 0>>")
LOOP = pdfs.by_hand(b"<</Type /Catalog /Pages 2 0 R /Names 3 0 R>>", b"<</Count 1>>", b"3 0 R")
BAD: dict[str, tuple[str, bytes]] = {
    "nothing": (NEITHER, b""),
    "other data": (NO_ANSWERS, b'{"resourceType":"Patient"}'),
    "other data in a PDF": (NO_ANSWERS, pdfs.carrying(b"{}")),
    "data with something of its own": (CHANGED, pdfs.carrying(DATA.replace(b"}", b',"modifierExtension":[]}'))),
    "half a data file": (DAMAGED, DATA[:20]),
    "half a data file in a PDF": (DAMAGED, pdfs.carrying(DATA[:20])),
    "a picture": (NEITHER, b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "words": (NEITHER, b"My answers"),
    "a list": (NEITHER, b"[{}]"),
    "XML": (NEITHER, b"<QuestionnaireResponse xmlns='http://hl7.org/fhir'/>"),
    "a zipped file": (NEITHER, b"PK\x03\x04" + bytes(200)),
    "one byte too many": (TOO_LARGE, b"{" + b" " * 2 * 1024 * 1024),
    "a PDF one byte too large": (TOO_LARGE, b"%PDF-1.7\n" + bytes(2 * 1024 * 1024 - 8)),
    "only a beginning": (DAMAGED, b"%PDF-1.7"),
    "garbage that says PDF": (DAMAGED, b"%PDF-1.7\n" + bytes(range(256)) * 40),
    "half a PDF": (DAMAGED, pdfs.carrying(DATA)[:400]),
    "no catalogue": (DAMAGED, NO_ROOT),
    "no end": (DAMAGED, pdfs.carrying(DATA).partition(b"xref")[0]),
    "references in a circle": (DAMAGED, LOOP),
    "a checksum of something else": (DAMAGED, pdfs.with_stream(zlib.compress(DATA), more=pdfs.checksum(b"other"))),
    "a stream cut off": (DAMAGED, pdfs.with_stream(zlib.compress(DATA)[:-9], more=pdfs.checksum(DATA))),
    "a filter nobody knows": (DAMAGED, pdfs.with_stream(DATA, ["Rot13"])),
    "a password": (LOCKED, pdfs.carrying(DATA, lock="secret")),
    "a password only for changes": (LOCKED, pdfs.carrying(DATA, owners_lock="secret")),
    "a lock nobody knows": (
        LOCKED,
        pdfs.carrying(DATA, lock="secret").replace(b"/Standard", b"/Nonesuch"),
    ),
    "no attachment": (NOT_CARRIED, pdfs.carrying()),
    "an attachment of another name": (NOT_CARRIED, pdfs.carrying(DATA, name="invoice.json")),
    "two of ours": (SEVERAL, pdfs.carrying(DATA, DATA)),
    "attachments in a circle": (NOT_CARRIED, pdfs.with_endless_names()),
    "too many attachments": (TOO_LARGE, pdfs.carrying(*[b"{}"] * 120)),
    "far too many objects": (TOO_LARGE, pdfs.by_hand(pdfs.CATALOG, pdfs.PAGES, *[b"0"] * 40_000)),
    "far too many objects in a small table": (DAMAGED, pdfs.with_table_of(10_000_000)),
    "far too many pages": (TOO_LARGE, pdfs.with_pages_said(1_000_000, DATA)),
    "an attachment just too large": (TOO_LARGE, pdfs.bomb(2)),
    "a bomb": (TOO_LARGE, pdfs.bomb(50)),
    "a bomb in a bomb": (TOO_LARGE, pdfs.bomb(50, layers=2)),
    "a thousand filters": (TOO_LARGE, pdfs.with_stream(DATA, ["FlateDecode"] * 1000)),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_file_is_said(files: KeptFiles, name: str) -> None:
    sentence, file = BAD[name]
    assert refused(files, file).startswith(sentence)
    assert files.lean(GOOD["one attachment"]) == LEAN


def test_every_refusal_has_been_met() -> None:
    said = {sentence for sentence, _ in BAD.values()}
    assert said == {TOO_LARGE, DAMAGED, NOT_CARRIED, SEVERAL, LOCKED, NEITHER, NO_ANSWERS, CHANGED}


POOR = {
    "no time": (Limits(memory=kept_file.MEMORY), 0.0),
    "no memory": (Limits(memory=64 * 1024 * 1024), 10.0),
}


@pytest.mark.parametrize("poor", POOR)
def test_a_file_that_takes_more_than_there_is_gets_a_sentence(poor: str) -> None:
    limits, seconds = POOR[poor]
    files = KeptFiles(limits, seconds)
    try:
        assert refused(files, GOOD["one attachment"]).startswith(TOO_LONG)
    finally:
        files.close()


def process_of(files: KeptFiles) -> BaseProcess:
    """Return the process that rests between two files."""
    (process,) = [worker._process for worker in files.pool._resting]  # noqa: SLF001 - to stop it from outside
    return process


def test_a_process_that_hangs_gets_a_sentence_and_the_next_file_is_read() -> None:
    files = KeptFiles(seconds=5.0)
    try:
        assert files.lean(GOOD["one attachment"]) == LEAN
        stopped = process_of(files).pid
        assert stopped
        os.kill(stopped, signal.SIGSTOP)
        assert refused(files, GOOD["one attachment"]).startswith(TOO_LONG)
        assert files.lean(GOOD["one attachment"]) == LEAN
    finally:
        files.close()


def test_a_process_that_was_killed_is_replaced(files: KeptFiles) -> None:
    files.lean(GOOD["one attachment"])
    killed = process_of(files)
    killed.kill()
    killed.join()
    assert files.lean(GOOD["one attachment"]) == LEAN
    assert process_of(files) is not killed


def test_what_pypdf_thinks_of_a_file_reaches_no_log(files: KeptFiles, capfd: pytest.CaptureFixture[str]) -> None:
    refused(files, pdfs.carrying(b"CANARY", name="CANARY").replace(b"/Type /Catalog", b"/Type /CANARY "))
    assert capfd.readouterr() == ("", "")


@given(data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_gives_the_data_or_a_sentence(files: KeptFiles, data: st.DataObject) -> None:
    mutated = bytearray(data.draw(st.sampled_from([GOOD["one attachment"], GOOD["compressed"], LOOP])))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        mutated[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=12) | _WORDS)
    found = outcome(files, bytes(mutated))
    assert found.decode() in OUTCOMES or json.loads(found)["resourceType"] == "QuestionnaireResponse"


OUTCOMES = {
    *(refusals.NEITHER, refusals.LARGE, refusals.DAMAGED, refusals.LOCKED),
    *(refusals.NOT_CARRIED, refusals.SEVERAL, refusals.NO_ANSWERS, refusals.CHANGED),
}


def outcome(files: KeptFiles, file: bytes) -> bytes:
    try:
        return files.lean(file)
    except Unusable as refused:
        return refused.outcome.encode()


_WORDS = st.sampled_from(
    [b"1 0 R", b"3 0 R", b"<<", b"[", b"/Kids [3 0 R]", b"/Length 99999999", b"/Prev 9", b"obj", b"-1"]
)
