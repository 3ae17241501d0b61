"""Recording an act in the transaction that does it: both are kept, or neither."""

from datetime import datetime

from webapp.audit import keys
from webapp.audit.acts import Act, Actor, plain
from webapp.audit.models import AuditEntry
from webapp.database import begin_for_writing, db


def record(act: Act, *, by: Actor, at: datetime) -> AuditEntry:
    """Write down what somebody does, in the caller's transaction: call it beside the verb, before the commit."""
    about = act.about
    entry = AuditEntry(
        at=at,
        act=act.name,
        actor_kind=by.kind,
        actor_id=by.id,
        organization_id=act.organization_id,
        subject_kind=act.subject.kind,
        subject_id=act.subject.id,
        subject_label=act.subject.label,
        before=plain(act.before),
        after=plain(act.after),
        person_kind=about.kind if about else "",
        person_id=about.id if about else None,
        sealed=keys.sealed(about) if about else "",
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def record_reading(act: Act, *, by: Actor, at: datetime) -> None:
    """Write down a view or a file of many people's data, from a request that only reads.

    Ends the reading transaction and commits one of its own: call it when everything is read, before it is shown.
    """
    db.session.commit()
    begin_for_writing(may_write=True)
    record(act, by=by, at=at)
    db.session.commit()
    begin_for_writing(may_write=False)
