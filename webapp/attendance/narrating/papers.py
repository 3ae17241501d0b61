"""The summary on paper and as a picture for a phone."""

from datetime import datetime

from webapp.attendance.narrating.summarizing import Summary, summary
from webapp.attendance.reporting.drawing import arrival_chart
from webapp.attendance.reporting.heads import ended_on, letterhead, signatory
from webapp.attendance.reporting.values import Report
from webapp.documents.summaries import SummaryDocument, summary_pdf, summary_png
from webapp.events.models import Event
from webapp.web import formatting


def pdf(found: Report, *, at: datetime) -> bytes:
    return summary_pdf(_document(found, at))


def png(found: Report, *, at: datetime) -> bytes:
    return summary_png(_document(found, at))


def _document(found: Report, at: datetime) -> SummaryDocument:
    event, shown = found.event, summary(found)
    return SummaryDocument(
        title="RINGKASAN KEGIATAN",
        details=(event.summary, when(event), event.venue or "Daring"),
        shown=_plain(shown),
        curve=arrival_chart(found, width=640, theme="paper"),
        letterhead=letterhead(event.organization),
        signatory=signatory(event.organization, ended_on(event)),
        issued_on=formatting.local(at, event.tzid).date(),
    )


def when(event: Event) -> str:
    """Kamis, 10 Maret 2022, pukul 09.00–12.00 WIB."""
    days = formatting.date_range(event.dtstart, event.dtend, event.tzid)
    return f"{days}, {formatting.time_range(event.dtstart, event.dtend, event.tzid)}"


def _plain(shown: Summary) -> dict[str, object]:
    return {
        "sentence": shown.sentence,
        "figures": shown.figures,
        "sexes": shown.sexes,
        "regions": shown.regions,
        "reconciled": shown.reconciled,
        "follow_up": shown.follow_up,
    }
