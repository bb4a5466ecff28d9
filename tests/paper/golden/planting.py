"""How each fault is put into a good document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdf import PdfWriter
from pypdf.generic import NameObject


def saved(opened: Pdf, **how: Any) -> bytes:
    out = BytesIO()
    opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False, **how)
    return out.getvalue()


def nothing(_: Pdf) -> None:
    """Plant nothing: what saving does must be no fault."""


# --- what the whole document says of itself


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def no_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]
    _in_metadata(pdf, rb"<dc:title>.*?</dc:title>", b"")


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def not_marked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def no_claim_of_ua(pdf: Pdf) -> None:
    _in_metadata(pdf, rb"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=\"1\"", b"")


def no_claim_of_a(pdf: Pdf) -> None:
    _in_metadata(pdf, rb"<pdfaid:part>3</pdfaid:part>|pdfaid:part=\"3\"", b"")


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def no_output_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def javascript(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


# --- the data it carries


def data_not_associated(pdf: Pdf) -> None:
    del pdf.Root.AF


def data_without_relationship(pdf: Pdf) -> None:
    del _file(pdf).AFRelationship


def data_without_type(pdf: Pdf) -> None:
    del _file(pdf).EF.F["/Subtype"]


def data_changed(pdf: Pdf) -> None:
    stream = _file(pdf).EF.F
    stream.write(stream.read_bytes().replace(b'"status":"', b'"status": "'))


# --- the tags


def no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def figure_without_words(pdf: Pdf) -> None:
    del _first(pdf, "Figure")["/Alt"]


def heading_skipped(pdf: Pdf) -> None:
    for heading in _all(pdf, "H2"):
        heading.S = Name.H4


def headers_made_cells(pdf: Pdf) -> None:
    for cell in _all(pdf, "TH"):
        cell.S = Name.TD


def headers_without_scope(pdf: Pdf) -> None:
    for cell in (*_all(pdf, "TH"), *_all(pdf, "TD")):
        if "/A" in cell:
            del cell["/A"]


def cell_outside_row(pdf: Pdf) -> None:
    row = _first(pdf, "TR")
    body = row.P
    cell = row.K[0]
    del row.K[0]
    cell.P = body
    body.K.append(cell)


def item_outside_list(pdf: Pdf) -> None:
    _first(pdf, "L").S = Name.Sect


def order_swapped(pdf: Pdf) -> None:
    """Put the second part of the document before the first."""
    document = _first(pdf, "Document")
    document.K = Array(reversed(list(document.K)))


def answer_swapped(pdf: Pdf) -> None:
    """Give two rows each other's answer, as a screen reader hears it; on paper nothing changes."""
    one, other = [row for row in _all(pdf, "TR") if len(row.K) > 1 and row.K[0].S == Name.TH][-2:]
    one.K[1], other.K[1] = other.K[1], one.K[1]


def paragraph_forgotten(pdf: Pdf) -> None:
    """Take a paragraph out of the tree; its content stays marked."""
    paragraph = _first(pdf, "P")
    del paragraph.P.K[[kid.objgen for kid in paragraph.P.K].index(paragraph.objgen)]


def link_untagged(pdf: Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            del annotation["/StructParent"]


def link_without_words(pdf: Pdf) -> None:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            del annotation["/Contents"]


# --- the pages


def text_untagged(pdf: Pdf) -> None:
    _rewritten(pdf, "BDC", lambda operands: "/MCID" in operands[1], once=True)


def foot_not_artifact(pdf: Pdf) -> None:
    _rewritten(pdf, "BDC", lambda operands: operands[0] == Name.Artifact, once=False)


def foot_made_content(pdf: Pdf) -> None:
    """Tag the foot of each page as one more paragraph, as WeasyPrint does by itself."""
    for page in pdf.pages:
        _foot_tagged(pdf, page)


def no_tab_order(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page:
            del page["/Tabs"]


# --- the fonts


def font_not_embedded(pdf: Pdf) -> None:
    del _font(pdf).DescendantFonts[0].FontDescriptor["/FontFile2"]


def letters_unknown(pdf: Pdf) -> None:
    del _font(pdf)["/ToUnicode"]


def widths_wrong(pdf: Pdf) -> None:
    widths = _font(pdf).DescendantFonts[0].W
    for place, width in enumerate(widths):
        if isinstance(width, Array):
            widths[place] = Array([int(one) + 200 for one in width])


def glyph_missing(pdf: Pdf) -> None:
    """Show the glyph that stands for no letter."""
    page = pdf.pages[0]
    found = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(re.sub(rb"<[0-9a-f]{4}", b"<0000", found, count=1))


# --- the file itself


def metadata_compressed(pdf: bytes) -> bytes:
    # by pypdf: what pikepdf saves has its metadata uncompressed again
    writer = PdfWriter(clone_from=BytesIO(pdf))
    metadata: Any = writer.root_object["/Metadata"]
    writer.root_object[NameObject("/Metadata")] = writer._add_object(metadata.flate_encode())  # noqa: SLF001 - no other way
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return saved(opened, encryption=pikepdf.Encryption(owner="owner", user="", R=6))


def table_of_objects_broken(pdf: bytes) -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n7", pdf)


def end_cut_off(pdf: bytes) -> bytes:
    return pdf[:-2000]


def _in_metadata(pdf: Pdf, wanted: bytes, instead: bytes) -> None:
    before = pdf.Root.Metadata.read_bytes()
    after = re.sub(wanted, instead, before, flags=re.DOTALL)
    assert after != before
    pdf.Root.Metadata = pdf.make_stream(after, Type=Name.Metadata, Subtype=Name.XML)


def _file(pdf: Pdf) -> Any:
    return pdf.Root.Names.EmbeddedFiles.Names[1]


def _font(pdf: Pdf) -> Any:
    return next(iter(pdf.pages[0].resources.Font.values()))


def _first(pdf: Pdf, tag: str) -> Any:
    return next(iter(_all(pdf, tag)))


def _all(pdf: Pdf, tag: str) -> list[Any]:
    return [element for element in _below(pdf.Root.StructTreeRoot) if Name(f"/{tag}") == element.S]


def _below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _rewritten(pdf: Pdf, operator: str, wanted: Callable[[Any], bool], *, once: bool) -> None:
    """Take marks off the first page's content: the operator and the end that belongs to it."""
    page, kept, depth, gone = pdf.pages[0], [], [], False
    for operands, found in _content(page):
        name = str(found)
        if name in {"BDC", "BMC"}:
            drop = name == operator and wanted(operands) and not (once and gone)
            gone = gone or drop
            depth.append(drop)
        elif name == "EMC":
            drop = depth.pop()
        else:
            drop = False
        if not drop:
            kept.append((operands, found))
    assert gone
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _foot_tagged(pdf: Pdf, page: Any) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    place = next(at for at in range(0, len(numbers), 2) if int(numbers[at]) == int(page.StructParents)) + 1
    parents, document = numbers[place], _first(pdf, "Document")
    kept: list[Any] = []
    for operands, found in _content(page):
        if str(found) == "BDC" and operands[0] == Name.Artifact:
            kept.append(([Name.P, Dictionary(MCID=len(parents))], found))
            paragraph = Dictionary(Type=Name.StructElem, S=Name.P, P=document, Pg=page.obj, K=len(parents))
            parents.append(pdf.make_indirect(paragraph))
            document.K.append(parents[-1])
        else:
            kept.append((operands, found))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def _content(page: Any) -> Iterator[tuple[Any, Any]]:
    for instruction in pikepdf.parse_content_stream(page):
        yield instruction.operands, instruction.operator
