"""Finds our attachment in a PDF. Runs in a confined process: the file is somebody else's until it is proved ours."""

from __future__ import annotations

import hashlib
import logging
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from decision_aid.fhir.intake import MOST_BYTES
from decision_aid.fhir.refusals import DAMAGED, FOUND, LARGE, LOCKED, NOT_CARRIED, SEVERAL

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import EmbeddedFile

MOST_PAGES = 200  # the fullest answers with every note at its longest print on fewer than 100
MOST_OBJECTS = 30_000
MOST_ATTACHMENTS = 100
# Lists of objects are compressed too: a little more room than the attachment itself may have.
_MOST_DECOMPRESSED = 8 * 1024 * 1024


def begin() -> None:
    """Load the library, and let it keep to itself what it thinks of the file: that could hold an answer."""
    import pypdf  # noqa: PLC0415, F401 - loaded in the process that reads PDF alone

    log = logging.getLogger("pypdf")
    log.propagate = False
    log.addHandler(logging.NullHandler())


def attached(file: bytes, name: str) -> tuple[str, bytes]:
    """Return what came of looking for the attachment of this name, and its bytes if it was found. Never raises."""
    from pypdf.errors import LimitReachedError  # noqa: PLC0415 - as in begin

    try:
        return _attached(file, name)
    except (MemoryError, LimitReachedError):
        return LARGE, b""
    except Exception:  # noqa: BLE001 - a damaged file can lead to any error
        return (LOCKED if b"/Encrypt" in file else DAMAGED), b""


def _attached(file: bytes, name: str) -> tuple[str, bytes]:
    from pypdf import PdfReader  # noqa: PLC0415 - as in begin

    with _bounds():
        reader = PdfReader(BytesIO(file), xref_stream_maximum_entries=MOST_OBJECTS)
        if reader.is_encrypted:
            return LOCKED, b""
        if _is_large(reader):
            return LARGE, b""
        return _taken(reader, name)


def _bounds() -> Any:
    from pypdf import apply_configuration  # noqa: PLC0415 - as in begin

    return apply_configuration(
        maximum_declared_stream_length=MOST_BYTES,
        zlib_maximum_output_length=_MOST_DECOMPRESSED,
        lzw_maximum_output_length=_MOST_DECOMPRESSED,
        run_length_maximum_output_length=_MOST_DECOMPRESSED,
        array_maximum_element_count=MOST_OBJECTS,
        stream_decoding_work_maximum_length=4 * _MOST_DECOMPRESSED,
    )


def _is_large(reader: PdfReader) -> bool:
    objects = sum(len(generation) for generation in reader.xref.values()) + len(reader.xref_objStm)
    pages: Any = reader.root_object["/Pages"]
    return objects > MOST_OBJECTS or int(pages["/Count"]) > MOST_PAGES


def _taken(reader: PdfReader, name: str) -> tuple[str, bytes]:
    files = [*islice(reader.attachment_list, MOST_ATTACHMENTS + 1)]
    if len(files) > MOST_ATTACHMENTS:
        return LARGE, b""
    ours = {id(file.pdf_object): file for file in files if name in (file.name, file.alternative_name)}
    if not ours:
        return NOT_CARRIED, b""
    if len(ours) > 1:
        return SEVERAL, b""
    (found,) = ours.values()
    return _content(found)


def _content(file: EmbeddedFile) -> tuple[str, bytes]:
    content = file.content
    if len(content) > MOST_BYTES:
        return LARGE, b""
    checksum = getattr(file.checksum, "original_bytes", b"")
    if checksum and checksum != hashlib.md5(content, usedforsecurity=False).digest():
        return DAMAGED, b""
    return FOUND, content
