"""LAPORAN KEGIATAN as a document that offices go on writing in (Office Open XML, ECMA-376)."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from webapp.documents import editable_papers, rendering
from webapp.documents.activity_reports import ActivityReport, Block, Chart, Heading, Paragraph, Photo, Table
from webapp.documents.texts import clean

if TYPE_CHECKING:  # its parser of XML takes 20 MB of a server that may never make a document
    from docx.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PHOTO = (80, 62)  # mm at most, wide and high
_PPI = 150  # of charts: sharp in print, some 20 KB


def activity_report_docx(doc: ActivityReport) -> bytes:
    """The same chapters as on paper, with headings that Word lists and tables that it can sort."""
    import docx

    made = docx.Document()
    made.core_properties.title = clean(f"{doc.title}: {doc.subject}")
    made.core_properties.author = ""
    made.core_properties.created = datetime(doc.issued_on.year, doc.issued_on.month, doc.issued_on.day)  # noqa: DTZ001  # a day
    editable_papers.lay_out(made)
    if doc.letterhead:
        editable_papers.letterhead(made, doc.letterhead)
    for words in (doc.title, doc.subject):
        editable_papers.centred(made.add_paragraph(), words, is_bold=True)
    for chapter in doc.chapters:
        made.add_heading(clean(chapter.title), level=1)
        for block in chapter.blocks:
            _add(made, block, doc)
    if doc.signatory:
        editable_papers.signature(made, doc.signatory)
    if doc.photos:
        _photos(made, doc.photos)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _add(made: "Document", block: Block, doc: ActivityReport) -> None:
    if isinstance(block, Heading):
        made.add_heading(clean(block.text), level=2)
    elif isinstance(block, Paragraph):
        made.add_paragraph(clean(block.text))
    elif isinstance(block, Chart):
        values = {"svg": str(block.svg), "title": clean(block.words)}
        _picture(made, rendering.png("chart.typ", values, dated=doc.issued_on, ppi=_PPI), block.words)
    else:
        _table(made, block)


def _picture(made: "Document", content: bytes, words: str) -> None:
    """Over the whole width, with words for who cannot see it (ECMA-376, 20.4.2.5)."""
    import docx.shared

    drawn = made.add_picture(io.BytesIO(content), width=docx.shared.Mm(editable_papers.WIDTH))
    drawn._inline.docPr.set("descr", clean(words))  # python-docx has no other way to it


def _photos(made: "Document", photos: Sequence[Photo]) -> None:
    """Two beside each other, each over its number and caption."""
    import docx.shared

    made.add_page_break()  # type: ignore[no-untyped-call]
    made.add_heading("LAMPIRAN: DOKUMENTASI", level=1)
    drawn = made.add_table(rows=-(-len(photos) // 2), cols=2)
    for number, one in enumerate(photos, 1):
        cell = drawn.cell((number - 1) // 2, (number - 1) % 2)
        wide, high = one.size
        width = min(_PHOTO[0], _PHOTO[1] * wide / high)
        shape = cell.paragraphs[0].add_run().add_picture(io.BytesIO(one.content), width=docx.shared.Mm(width))
        words = clean(one.caption)
        shape._inline.docPr.set("descr", words or f"Dokumentasi {number}")  # as above
        cell.add_paragraph(f"Gambar {number}. {words}" if words else f"Gambar {number}")


def _table(made: "Document", table: Table) -> None:
    rows = [*([table.heads] if table.heads else []), *table.rows, *([("Jumlah", table.total)] if table.total else [])]
    drawn = made.add_table(rows=len(rows), cols=len(rows[0]))
    drawn.style = "Table Grid"
    for row, words in zip(drawn.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = clean(word)
    for cell in drawn.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    editable_papers.keep_rows(drawn, has_head=bool(table.heads))
    made.add_paragraph()
