"""The shapes of checking in."""

from webapp.api.describing.shapes import (
    MODE,
    Schema,
    list_of,
    moment,
    one_of,
    or_null,
    ref,
    text,
    truth,
    whole,
    whole_object,
)
from webapp.attendance.checking_in.scanner.wire import ACTIONS, CHANNELS, TOLD
from webapp.attendance.checking_in.scanning.answers import Reason
from webapp.attendance.models import Outcome, RegistrationStatus

SCAN: Schema = {
    "type": "object",
    "description": "One code that was presented.",
    "required": ["id", "code", "action", "scanned_at"],
    "properties": {
        "id": text("Made by the client: its first outcome stands for ever.", format="uuid"),
        "code": text("The ticket's code in any case, the ticket's address, or the short code."),
        "action": one_of(ACTIONS),
        "scanned_at": moment("When the code was presented, with its zone."),
        "device_at": moment("What the device's clock showed, where scanned_at was corrected by a measured difference."),
        "told": one_of(TOLD, "What the desk answered by itself while it had no network."),
        "channel": one_of(CHANNELS, "How the code was read; left out, it is told from the code."),
    },
}
_HOLDER = whole_object(
    "Whose ticket it is.",
    name=text(),
    affiliation=text(),
    mode=MODE,
    needs=text("What the committee should prepare."),
    short_code=text(),
    lacks_gender=truth("Nobody has said L or P yet: the desk may add it."),
)
_FIRST = whole_object("The admission that stands.", at=moment(), desk=or_null(text()))
_COUNTER = whole_object("The room's figures.", **{"in": whole(), "expected": whole()})
SCAN_ANSWER = whole_object(
    "What the door says.",
    id=or_null(text("The scan's id; null when a batch's row had none.")),
    outcome=one_of(Outcome),
    reason=or_null(one_of([reason for reason in Reason if reason])),
    message=text("One sentence in the language of Accept-Language."),
    registration=or_null(_HOLDER),
    first=or_null(_FIRST),
    counter=or_null(_COUNTER),
    outside_quota=truth(),
)
BATCH: Schema = {
    "type": "object",
    "description": "What an offline desk recorded.",
    "required": ["scans"],
    "properties": {"scans": list_of(ref("Scan"), maxItems=1000)},
}
BATCH_ANSWER = whole_object("One answer for each row, in the order of the rows.", scans=list_of(ref("ScanAnswer")))

_STATES = ("expected", "in", "out", "revoked", *(one.value for one in RegistrationStatus if one.value != "confirmed"))
ROSTER = whole_object(
    "What a desk needs to decide by itself.",
    session=whole(),
    cursor=text("Give it as `since` the next time."),
    is_full=truth("Replace everything; otherwise only what is listed changed."),
    people=list_of(
        whole_object(
            "One ticket.",
            code_hash=text("The first 8 bytes of sha256 of the bare upper-case code, in hexadecimal."),
            short_code=text("What people type at the desk."),
            name=text("A short name."),
            mode=MODE,
            state=one_of(_STATES),
            group=or_null(whole("The same number: registered together.")),
            lacks_gender=truth("Nobody has said L or P yet."),
        )
    ),
)
