"""Faults put into a good document, one at a time, to see that the judges are awake."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Pdf

from tests.paper.golden import planting

Plant = Callable[[Pdf], None]
PAGE, OUTLOUD, QPDF, OUTLINE, DATA = "page", "outloud", "qpdf", "outline", "data"


class Defect(NamedTuple):
    """A fault, how it is planted, and who sees it."""

    plant: Plant | Callable[[bytes], bytes]
    seen_by: frozenset[str]
    on_file: bool = False

    @property
    def name(self) -> str:
        return self.plant.__name__.replace("_", " ")

    def planted(self, pdf: bytes) -> bytes:
        """Return the document with this one fault."""
        return self.plant(pdf) if self.on_file else planted(pdf, self.plant)  # type: ignore[arg-type, return-value]


def planted(pdf: bytes, plant: Plant) -> bytes:
    """Return the document with one fault."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        plant(opened)
        return planting.saved(opened)


def _seen(*judges: str) -> frozenset[str]:
    return frozenset(judges)


DEFECTS = (
    Defect(planting.no_language, _seen(PAGE, OUTLOUD)),
    Defect(planting.no_title, _seen(PAGE, OUTLOUD)),
    Defect(planting.title_not_shown, _seen(PAGE, OUTLOUD)),
    Defect(planting.not_marked, _seen(PAGE, OUTLOUD)),
    Defect(planting.no_claim_of_ua, _seen(PAGE, OUTLOUD)),
    Defect(planting.no_claim_of_a, _seen(PAGE)),
    Defect(planting.no_metadata, _seen(PAGE, OUTLOUD)),
    Defect(planting.metadata_compressed, _seen(PAGE), on_file=True),
    Defect(planting.no_output_intent, _seen(PAGE)),
    Defect(planting.javascript, _seen(PAGE)),
    Defect(planting.data_not_associated, _seen(PAGE)),
    Defect(planting.data_without_relationship, _seen(PAGE)),
    Defect(planting.data_without_type, _seen(PAGE)),
    Defect(planting.data_changed, _seen(DATA)),
    Defect(planting.no_tags, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.heading_skipped, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.headers_made_cells, _seen(OUTLINE)),
    Defect(planting.headers_without_scope, _seen(PAGE, OUTLOUD)),
    Defect(planting.cell_outside_row, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.item_outside_list, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.order_swapped, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.answer_swapped, _seen(OUTLINE)),
    Defect(planting.paragraph_forgotten, _seen(OUTLOUD, OUTLINE)),
    Defect(planting.link_untagged, _seen(PAGE)),
    Defect(planting.link_without_words, _seen(PAGE, OUTLOUD)),
    Defect(planting.text_untagged, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.foot_not_artifact, _seen(PAGE, OUTLOUD)),
    Defect(planting.foot_made_content, _seen(OUTLOUD, OUTLINE)),
    Defect(planting.no_tab_order, _seen(PAGE, OUTLOUD)),
    Defect(planting.font_not_embedded, _seen(PAGE, OUTLOUD)),
    Defect(planting.letters_unknown, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.widths_wrong, _seen(PAGE)),
    Defect(planting.glyph_missing, _seen(PAGE, OUTLOUD, OUTLINE)),
    Defect(planting.encrypted, _seen(PAGE, QPDF), on_file=True),
    Defect(planting.table_of_objects_broken, _seen(PAGE, QPDF, DATA), on_file=True),
    Defect(planting.end_cut_off, _seen(PAGE, OUTLOUD, QPDF, OUTLINE, DATA), on_file=True),
)
