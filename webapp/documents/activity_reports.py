"""LAPORAN KEGIATAN as PDF: chapters of paragraphs and tables under a letterhead."""

import base64
from dataclasses import dataclass
from datetime import date

from webapp.documents import rendering
from webapp.documents.letterheads import Letterhead, Signatory
from webapp.documents.texts import clean


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a chapter."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Words in columns; `total` ends the last column of a table of numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Our own SVG for paper; `words` say what it shows to who cannot see it."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG or PNG of `size` pixels, and what stands under it."""

    content: bytes
    size: tuple[int, int]
    caption: str


Block = Heading | Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its blocks."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityReport:
    """The whole report, as paper and as editable document."""

    title: str
    subject: str
    chapters: tuple[Chapter, ...]
    issued_on: date
    letterhead: Letterhead | None = None
    signatory: Signatory | None = None
    photos: tuple[Photo, ...] = ()  # on pages of their own, after the signature


def activity_report_pdf(doc: ActivityReport) -> bytes:
    """Set the report on A4 as PDF/A-2a and PDF/UA-1."""
    values: dict[str, object] = {
        "title": clean(doc.title),
        "subject": clean(doc.subject),
        "chapters": [
            {"title": clean(one.title), "blocks": [_block(block) for block in one.blocks]} for one in doc.chapters
        ],
        "letterhead": doc.letterhead.values() if doc.letterhead else None,
        "signatory": doc.signatory.values() if doc.signatory else None,
    }
    values["photos"] = [{"svg": _svg(one), "caption": clean(one.caption)} for one in doc.photos]
    return rendering.pdf("activity_report.typ", values, dated=doc.issued_on)


def _svg(photo: Photo) -> str:
    """A picture as typst takes it from JSON: inside an SVG of its own size."""
    kind = "png" if photo.content.startswith(b"\x89PNG") else "jpeg"
    width, height = photo.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><image width="{width}" '
        f'height="{height}" href="data:image/{kind};base64,{base64.b64encode(photo.content).decode()}"/></svg>'
    )


def _block(block: Block) -> dict[str, object]:
    if isinstance(block, Table):
        return {
            "kind": "table",
            "heads": [clean(head) for head in block.heads],
            "cells": [clean(cell) for row in block.rows for cell in row],
            "total": clean(block.total),
        }
    if isinstance(block, Chart):
        return {"kind": "chart", "svg": str(block.svg), "text": clean(block.words)}
    return {"kind": "heading" if isinstance(block, Heading) else "paragraph", "text": clean(block.text)}
