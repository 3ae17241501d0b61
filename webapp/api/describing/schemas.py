"""The shapes of problems, registrations and attendance."""

from webapp.api.describing.shapes import (
    MODE,
    Schema,
    list_of,
    moment,
    one_of,
    or_null,
    text,
    truth,
    whole,
    whole_object,
)
from webapp.attendance.models import RegistrationStatus
from webapp.attendance.registering import answers
from webapp.events.models import Mode

_COUNTS = whole_object("People by mode.", total=whole(), in_person=whole(), online=whole())

PROBLEM: Schema = {
    "type": "object",
    "description": "A problem document (RFC 9457). `errors` points at wrong fields (RFC 6901, section 6).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": text(),
        "title": text(),
        "status": whole(),
        "detail": text("One sentence in the language of Accept-Language."),
        "reason": text("A short code for programs."),
        "parameter": text("The wrong parameter of the address."),
        "errors": list_of(whole_object("One wrong field.", pointer=text(), detail=text())),
    },
}

APPLICATION: Schema = {
    "type": "object",
    "description": "Who wants to take part.",
    "required": ["name", "mode", "consent"],
    "properties": {
        "name": text("As the person writes it; one word is enough.", minLength=1, maxLength=120),
        "mode": MODE,
        "consent": {"const": True, "description": "The person agreed to the notice on the registration page."},
        "phone": text("Any notation; stored as E.164.", maxLength=40),
        "email": text(maxLength=254),
        "region": text("Kemendagri code of a kabupaten/kota, such as 62.71; 00 is elsewhere.", maxLength=20),
        "affiliation": text(maxLength=160),
        "position": text(maxLength=120),
        "gender": one_of(["", *answers.GENDERS]),
        "age_group": one_of(["", *answers.AGE_GROUPS]),
        "occupation": one_of(["", *answers.OCCUPATIONS]),
        "needs": text("What the committee should prepare.", maxLength=500),
        "answers": {
            "type": "object",
            "description": "Answers by the ids of the event's questions; several choices as a list.",
            "additionalProperties": {"type": ["string", "number", "boolean", "array"], "items": text()},
        },
    },
}
REGISTRATION = whole_object(
    "A place in the event, or in the line for one.",
    status=one_of(RegistrationStatus),
    mode=MODE,
    code=or_null(text("The ticket's code; null once no ticket stands.")),
    ticket_url=or_null(text(format="uri")),
    manage_url=text("A secret of this person: changes and cancels.", format="uri"),
    waiting_position=or_null(whole("1 is next; counted per mode. Null unless waiting.")),
)

ATTENDANCE = whole_object(
    "Who was registered and who came.",
    event=text(),
    totals=whole_object(
        "The figures of the report.",
        registered=_COUNTS,
        present=_COUNTS,
        outside_quota=whole("Came without a place, counted apart."),
        walk_ins=whole(),
        absent=whole(),
        waiting=whole(),
        pending=whole(),
        cancelled=whole("Cancelled and declined."),
    ),
    people=list_of(
        whole_object(
            "Somebody with a confirmed place, or who came.",
            name=text(),
            affiliation=text(),
            region=or_null(text()),
            gender=text(),
            represents=text("For whom this person came."),
            status=one_of(RegistrationStatus),
            registered_mode=MODE,
            attended_mode=or_null(one_of(Mode, "Null: did not come.")),
            first_at=or_null(moment()),
            last_at=or_null(moment()),
            sessions=whole("How many sessions were attended."),
            channel=or_null(text()),
            desk=or_null(text()),
            is_walk_in=truth(),
            is_outside_quota=truth(),
            reason=or_null(text("Why the verdict is as it is, in one sentence; null without any evidence.")),
        )
    ),
)
