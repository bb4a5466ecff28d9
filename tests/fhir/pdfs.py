"""PDFs that carry answers, and all that can be wrong with one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from hashlib import md5
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from decision_aid.services import ANSWERS_FILE


def carrying(*files: bytes, name: str = ANSWERS_FILE, lock: str = "", owners_lock: str = "") -> bytes:
    """Return a PDF that carries these files, all under one name; a lock is a password."""
    writer = _pages(1)
    for number, file in enumerate(files):
        made = writer.add_attachment(name if number == 0 else f"{name} {number}", file)
        made.alternative_name = TextStringObject(name)
    if lock or owners_lock:
        writer.encrypt(lock, owners_lock or None, algorithm="AES-256")
    return _written(writer)


def with_pages_said(count: int, file: bytes) -> bytes:
    """Return a PDF that says it has so many pages."""
    writer = _pages(1)
    writer.add_attachment(ANSWERS_FILE, file)
    writer.root_object["/Pages"].get_object()[NameObject("/Count")] = NumberObject(count)  # type: ignore[index]  # pypdf's own gap
    return _written(writer)


def with_endless_names() -> bytes:
    """Return a PDF whose list of attachments leads to itself."""
    writer = _pages(1)
    names = DictionaryObject()
    reference = writer._add_object(names)  # noqa: SLF001 - the only way to a loop
    names[NameObject("/Kids")] = ArrayObject([reference])
    names[NameObject("/Names")] = ArrayObject([reference, reference])
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): reference})
    return _written(writer)


def _pages(count: int) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(612, 792)
    return writer


def _written(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


CATALOG, PAGES = b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>"


def by_hand(*objects: bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1, as they are."""
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(file)


def with_stream(data: bytes, filters: Iterable[str] = ("FlateDecode",), more: bytes = b"", others: int = 0) -> bytes:
    """Return a PDF whose attachment is this stream, encoded as it stands."""
    names = " ".join(f"/{name}" for name in filters).encode()
    return by_hand(
        b"<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(%s) 4 0 R]>>>>>>" % ANSWERS_FILE.encode(),
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]>>",
        b"<</Type /Filespec /F (%s) /EF <</F 5 0 R>>>>" % ANSWERS_FILE.encode(),
        b"<</Length %d /Filter [%s] %s>>\nstream\n%s\nendstream" % (len(data), names, more, data),
        *[b"null"] * others,
    )


def with_table_of(objects: int) -> bytes:
    """Return a small PDF whose compressed table names so many objects."""
    table = zlib.compress(bytes(4 * objects), 9)
    said = b"/Type /XRef /W [1 2 1] /Root 1 0 R /Size %d /Filter /FlateDecode /Length %d" % (objects, len(table))
    head = b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
    return b"%s2 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        head,
        said,
        table,
        len(head),
    )


def checksum(data: bytes) -> bytes:
    """Return what says the checksum of an attachment."""
    return b"/Params <</CheckSum <%s>>>" % md5(data, usedforsecurity=False).hexdigest().encode()


def bomb(megabytes: int, *, layers: int = 1) -> bytes:
    """Return a PDF whose attachment grows to so many megabytes."""
    data = b"{" + b" " * (megabytes * 1024 * 1024)
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return with_stream(data, ["FlateDecode"] * layers)
