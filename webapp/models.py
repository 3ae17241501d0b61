"""Every table at once, for migrations and whole-database work. Packages import each other's models directly."""

from webapp.accounts import models as accounts
from webapp.accounts.passkeys import models as passkeys
from webapp.accounts.resetting import models as resetting
from webapp.accounts.second_factor import models as second_factor
from webapp.attendance import models as attendance
from webapp.attendance.announcing import models as announcing
from webapp.attendance.attesting import models as attesting
from webapp.attendance.calendars import models as personal_calendars
from webapp.attendance.certifying import models as certifying
from webapp.attendance.checking_in.desks import models as pairing
from webapp.attendance.checking_in.reviewing import models as reviewing
from webapp.attendance.checking_in.venue import models as venue
from webapp.attendance.evaluating import models as evaluating
from webapp.attendance.importing import models as importing
from webapp.attendance.joining import models as joining
from webapp.attendance.measuring import models as measuring
from webapp.attendance.narrating import models as narrating
from webapp.attendance.questions import models as questions
from webapp.attendance.registering import models as registering
from webapp.attendance.rooms import models as rooms
from webapp.attendance.telling import models as telling
from webapp.attendance.verdicts import models as verdicts
from webapp.audit import models as audit
from webapp.directory import models as directory
from webapp.directory.groups import models as groups
from webapp.directory.importing import models as directory_imports
from webapp.directory.teams import models as teams
from webapp.events import models as events
from webapp.events.asking import models as asking
from webapp.events.consulting import models as consulting
from webapp.events.featuring import models as featuring
from webapp.events.program import models as program
from webapp.events.publicity import models as publicity
from webapp.events.repeating import models as repeating
from webapp.files import models as files
from webapp.messages import models as messages
from webapp.privacy.erasing import models as erasing
from webapp.privacy.mentioning import models as mentioning
from webapp.privacy.requesting import models as privacy_requests
from webapp.privacy.retaining import models as retaining
from webapp.privacy.visiting import models as visiting
from webapp.work import models as work

__all__ = [
    "accounts",
    "announcing",
    "asking",
    "attendance",
    "attesting",
    "audit",
    "certifying",
    "consulting",
    "directory",
    "directory_imports",
    "erasing",
    "evaluating",
    "events",
    "featuring",
    "files",
    "groups",
    "importing",
    "joining",
    "measuring",
    "mentioning",
    "messages",
    "narrating",
    "pairing",
    "passkeys",
    "personal_calendars",
    "privacy_requests",
    "program",
    "publicity",
    "questions",
    "registering",
    "repeating",
    "resetting",
    "retaining",
    "reviewing",
    "rooms",
    "second_factor",
    "teams",
    "telling",
    "venue",
    "verdicts",
    "visiting",
    "work",
]
