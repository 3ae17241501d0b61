"""An event's features and documents are set, read and carried along."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import Select, delete, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import FileStorage

from webapp.database import db
from webapp.errors import Refused
from webapp.events import changing
from webapp.events.featuring.models import EventFeature, EventOutput
from webapp.events.featuring.table import WITH_OUTPUTS, WITH_PASSENGERS, Feature, Shape, features_of, has_any
from webapp.events.models import Event
from webapp.events.plans import MAX_DESCRIPTION, MAX_LINE
from webapp.events.repeating import duplicating
from webapp.files.storing import store_document
from webapp.web.forms import has_control_characters

MOST_OUTPUTS = 20


def init_app(app: Flask) -> None:
    """From now on a duplicate has the features of its original; its documents are still to be made."""
    app.add_template_filter(has_any, "has_features")
    app.add_template_filter(WITH_PASSENGERS.__contains__, "has_passengers")
    if carry_over not in duplicating.after_duplicating:
        duplicating.after_duplicating.append(carry_over)


def features(event: Event) -> list[tuple[Feature, str]]:
    """The features of the event's kind with what they say, empty ones too; one statement."""
    rows = db.session.execute(
        select(EventFeature.code, EventFeature.value).where(EventFeature.event_id == event.id)
    ).all()
    said: dict[str, str] = dict(rows)
    return [(feature, said.get(feature.code, "")) for feature in features_of(event.kind)]


def outputs(event_id: int) -> Select[EventOutput]:
    return (
        select(EventOutput)
        .where(EventOutput.event_id == event_id)
        .order_by(EventOutput.id)
        .options(joinedload(EventOutput.file))
    )


def feature(event: Event, values: Mapping[str, str], *, at: datetime) -> None:
    """Set the features of its kind; an empty value takes one away. Raises Refused for unreadable or too long text."""
    changing.hold(event)
    known = features_of(event.kind)
    for one in known:
        text = values.get(one.code, "").strip()
        if len(text) > longest(one) or has_control_characters(text) or (one.shape is Shape.LINE and "\n" in text):
            raise Refused(_("Terlalu panjang, atau ada karakter yang tidak dapat dibaca."))
    codes = [one.code for one in known]
    db.session.execute(delete(EventFeature).where(EventFeature.event_id == event.id, EventFeature.code.in_(codes)))
    said = {code: values.get(code, "").strip() for code in codes}
    db.session.add_all(EventFeature(event_id=event.id, code=code, value=text) for code, text in said.items() if text)
    changing.note_visible_change(event, at=at)
    db.session.flush()


def longest(one: Feature) -> int:
    return MAX_LINE if one.shape is Shape.LINE else MAX_DESCRIPTION


def require_outputs(event: Event, titles: Sequence[str]) -> None:
    """Name the documents that must come of it. One whose file is there stays. Raises Refused."""
    changing.hold(event)
    wanted = list(dict.fromkeys(title.strip() for title in titles if title.strip()))
    if event.kind not in WITH_OUTPUTS and wanted:
        raise Refused(_("Jenis kegiatan ini tidak meminta dokumen hasil."))
    if len(wanted) > MOST_OUTPUTS:
        raise Refused(_("Dokumen hasil paling banyak %(most)d.", most=MOST_OUTPUTS))
    if any(len(title) > MAX_LINE or has_control_characters(title) for title in wanted):
        raise Refused(_("Terlalu panjang, atau ada karakter yang tidak dapat dibaca."))
    standing = list(db.session.scalars(outputs(event.id)))
    for row in standing:
        if row.title not in wanted and row.file_id is None:
            db.session.delete(row)
    known = {row.title for row in standing}
    db.session.add_all(EventOutput(event_id=event.id, title=title) for title in wanted if title not in known)
    db.session.flush()


def hand_in(output: EventOutput, upload: FileStorage, *, at: datetime) -> None:
    """Keep the document; another one takes its place. Raises Refused with what is wrong with the file."""
    before = output.file
    output.file = store_document(upload, at=at)
    db.session.flush()
    if before is not None:
        db.session.delete(before)
        db.session.flush()


def carry_over(event: Event, made: Event) -> None:
    rows = db.session.scalars(select(EventFeature).where(EventFeature.event_id == event.id))
    db.session.add_all(
        EventFeature(event_id=made.id, code=one.code, value=one.value) for one in rows if one.code != "minutes"
    )
    db.session.add_all(EventOutput(event_id=made.id, title=one.title) for one in db.session.scalars(outputs(event.id)))
    db.session.flush()
