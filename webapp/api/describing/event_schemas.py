"""The shapes of events."""

from webapp.api.describing.shapes import MODE, list_of, moment, one_of, or_null, ref, text, truth, whole, whole_object
from webapp.attendance.questions.models import QuestionKind
from webapp.events.kinds import KINDS
from webapp.events.models import EventStatus
from webapp.events.timing import Phase, RegistrationState

EVENT = whole_object(
    "A public event. Dates carry the offset of the event's own wall clock.",
    slug=text(),
    summary=text(),
    kind=one_of(KINDS),
    topic=text(),
    status=one_of(EventStatus),
    phase=one_of(Phase, "Read from the clock."),
    dtstart=moment(),
    dtend=or_null(moment("Null while the end is open.")),
    tzid=text("IANA name."),
    mode=one_of(("in_person", "online", "hybrid")),
    venue=text(),
    region=or_null(whole_object("Kemendagri code and name.", code=text(), name=text())),
    organizer=whole_object("Who holds it.", slug=text(), name=text()),
    registration=one_of(RegistrationState, "Whether people may register now, or why not."),
    seats=list_of(whole_object("Places of one mode.", mode=MODE, capacity=whole(), free=whole(), waiting=whole())),
    is_sample=truth("Invented, to try the program with."),
    url=text(format="uri"),
    calendar_url=text(format="uri"),
)
EVENT_DETAILS = {
    "allOf": [
        ref("Event"),
        whole_object(
            "What the list leaves out.",
            description=text("Markdown."),
            sessions=list_of(
                whole_object(
                    "The unit of time and of attendance.",
                    id=whole(),
                    uid=text("As in the calendar (RFC 7986, 5.3)."),
                    title=text(),
                    dtstart=moment(),
                    dtend=or_null(moment()),
                    sequence=whole(),
                    is_cancelled=truth(),
                )
            ),
            roles=list_of(
                whole_object("A part in the event.", role=text(), name=text(), affiliation=text(), talk_title=text())
            ),
            questions=list_of(
                whole_object(
                    "What the form asks besides; answer it in `answers` of a registration, by its id.",
                    id=whole(),
                    kind=one_of(QuestionKind),
                    label=text(),
                    choices=list_of(text()),
                    is_required=truth(),
                    mode=or_null(MODE),
                )
            ),
        ),
    ]
}
EVENTS = whole_object(
    "One page of the list.",
    events=list_of(ref("Event")),
    page=whole(),
    pages=whole(),
    total=whole(),
    next=or_null(text("Address of the next page.")),
)
