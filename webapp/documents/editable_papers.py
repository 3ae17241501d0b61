"""The office's form as an editable document: A4, black on white, letterhead, page numbers, signature (ECMA-376)."""

import io
from typing import TYPE_CHECKING

from webapp.documents.letterheads import Letterhead, Signatory, grey_png
from webapp.documents.texts import clean

if TYPE_CHECKING:  # its parser of XML takes 20 MB of a server that may never make a document
    from docx.document import Document
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_PAGE, _SIDE = (210, 297), 22  # mm, as on the paper
WIDTH = _PAGE[0] - 2 * _SIDE
_LOGO = (21, 22)  # mm at most, wide and high
_SIGNATURE = 80  # mm from the left, where who signs begins
_FONT, _SIZES = "Arial", {"Normal": 10.5, "Heading 1": 12, "Heading 2": 11}


def lay_out(made: "Document") -> None:
    """Paper, margins, typeface and the page's number: python-docx begins with Letter and blue headings."""
    import docx.shared

    page = made.sections[0]
    page.page_width, page.page_height = docx.shared.Mm(_PAGE[0]), docx.shared.Mm(_PAGE[1])
    page.left_margin = page.right_margin = docx.shared.Mm(_SIDE)
    page.top_margin = page.bottom_margin = docx.shared.Mm(17)
    for name, size in _SIZES.items():
        font = made.styles[name].font
        font.name, font.size = _FONT, docx.shared.Pt(size)
        font.color.rgb = docx.shared.RGBColor(0, 0, 0)
        fonts = font.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]  # a typeface of the theme would win over ours
    foot = page.footer.paragraphs[0]
    foot.alignment = _side("RIGHT")
    for words, field in (("Halaman ", "PAGE"), (" dari ", "NUMPAGES")):
        foot.add_run(words)
        _add(foot._p, "w:fldSimple", instr=field)


def letterhead(made: "Document", head: Letterhead) -> None:
    """The office's lines over the thick and thin rule, its logo at the left."""
    import docx.shared

    lines = [one for one in head.lines if one.strip()]
    drawn = made.add_table(rows=1, cols=3)
    drawn.autofit = False
    for column, width in zip(drawn.columns, (24, WIDTH - 48, 24), strict=True):
        column.width = column.cells[0].width = docx.shared.Mm(width)
    left, middle, _right = drawn.rows[0].cells
    if head.logo:
        content, (wide, high) = grey_png(head.logo)
        width = docx.shared.Mm(min(_LOGO[0], _LOGO[1] * wide / high))
        left.paragraphs[0].add_run().add_picture(io.BytesIO(content), width=width)._inline.docPr.set("descr", "Logo")
    for number, line in enumerate(lines):
        centred(middle.add_paragraph() if number else middle.paragraphs[0], line, is_bold=number <= head.name_line)
    rule = made.add_paragraph()
    edges = _add(rule._p.get_or_add_pPr(), "w:pBdr")
    _add(edges, "w:top", val="thickThinSmallGap", sz="24", space="1", color="000000")


def centred(line: "Paragraph", words: str, *, is_bold: bool) -> None:
    line.add_run(clean(words)).bold = is_bold
    line.alignment, line.paragraph_format.space_after = _side("CENTER"), 0


def signature(made: "Document", who: Signatory) -> None:
    """At the right, its lines flush left and never parted by a page; the name bold and underlined."""
    import docx.shared

    nip = f"NIP {who.nip}" if who.nip else ""
    lines = ["", who.place_date, *who.title.splitlines(), "", "", "", who.name, *filter(None, (who.rank, nip))]
    for number, words in enumerate(lines, 1):
        line = made.add_paragraph()
        run = line.add_run(clean(words))
        run.bold = run.underline = bool(words) and words == who.name
        line.paragraph_format.left_indent, line.paragraph_format.space_after = docx.shared.Mm(_SIGNATURE), 0
        line.paragraph_format.keep_with_next = number < len(lines)


def keep_rows(drawn: "Table", *, has_head: bool) -> None:
    """No row is parted by a page, and the head stands on each."""
    for row in drawn.rows:
        _add(row._tr.get_or_add_trPr(), "w:cantSplit")
    if has_head:
        _add(drawn.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")


def _add(parent: object, name: str, **values: str) -> object:
    """An element that python-docx has no word for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)  # type: ignore[attr-defined]
    return made


def _side(name: str) -> "WD_PARAGRAPH_ALIGNMENT":
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

    return WD_PARAGRAPH_ALIGNMENT[name]
