"""Every blueprint of the application, in one list."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from webapp.accounts import views as accounts
from webapp.accounts.own import views as account
from webapp.accounts.passkeys import sign_in_views as passkey_sign_in
from webapp.accounts.passkeys import views as passkeys
from webapp.accounts.resetting import views as resetting
from webapp.accounts.second_factor import views as second_factor
from webapp.api import attendance as api_attendance
from webapp.api import events as api_events
from webapp.api import recaps as api_recaps
from webapp.api import registrations as api_registrations
from webapp.api import rosters as api_rosters
from webapp.api import scans as api_scans
from webapp.api.describing import document as api_description
from webapp.attendance import home
from webapp.attendance.announcing import news_views as news
from webapp.attendance.announcing import views as announcements
from webapp.attendance.attesting import watching_views as watching
from webapp.attendance.calendars import organizer_views as personal_calendars
from webapp.attendance.certifying import look_views as certificate_looks
from webapp.attendance.certifying import one_views as certificate
from webapp.attendance.certifying import verification_views as verification
from webapp.attendance.certifying import views as certificates
from webapp.attendance.checking_in.board import around_views as hall
from webapp.attendance.checking_in.board import views as board
from webapp.attendance.checking_in.desks import phone_views as phone_pairing
from webapp.attendance.checking_in.desks import views as desks
from webapp.attendance.checking_in.papers import label_views as labels
from webapp.attendance.checking_in.papers import views as paper
from webapp.attendance.checking_in.practising import views as practice
from webapp.attendance.checking_in.reviewing import views as scan_review
from webapp.attendance.checking_in.scanner import arrival_views as arrivals
from webapp.attendance.checking_in.scanner import desk_api, installing
from webapp.attendance.checking_in.scanner import views as checkin
from webapp.attendance.checking_in.venue import screen_views as venue_screen
from webapp.attendance.checking_in.venue import views as venue
from webapp.attendance.consulting import hour_views as consultation_hours
from webapp.attendance.consulting import manage_views as consultations
from webapp.attendance.consulting import views as appointments
from webapp.attendance.evaluating import views as feedback
from webapp.attendance.groups import views as groups
from webapp.attendance.groups import watching_views as group_watching
from webapp.attendance.importing import row_views as import_rows
from webapp.attendance.importing import views as imports
from webapp.attendance.importing.registrations import views as registration_imports
from webapp.attendance.joining import beat_views as beats
from webapp.attendance.joining import claiming_views as claiming
from webapp.attendance.joining import door_views as door
from webapp.attendance.joining import views as joining
from webapp.attendance.measuring import views as indicators
from webapp.attendance.narrating import photo_views as photos
from webapp.attendance.narrating import report_views as activity_reports
from webapp.attendance.narrating import views as summaries
from webapp.attendance.online import override_views as overrides
from webapp.attendance.online import rule_views as rules
from webapp.attendance.online import views as online
from webapp.attendance.outbox import event_views as event_messages
from webapp.attendance.outbox import views as outbox
from webapp.attendance.overbooking import views as overbooking
from webapp.attendance.participants import views as participants
from webapp.attendance.passengers import views as passengers
from webapp.attendance.questions import views as questions
from webapp.attendance.reaching import views as kim
from webapp.attendance.recapping import file_views as recap_files
from webapp.attendance.recapping import views as recaps
from webapp.attendance.registering import managing_views as registration
from webapp.attendance.registering import promoting
from webapp.attendance.reporting import views as reports
from webapp.attendance.room import copying
from webapp.attendance.room import views as room
from webapp.attendance.rooms import room_views as rooms
from webapp.attendance.rooms import server_views as room_servers
from webapp.attendance.rooms import stranger_views as strangers
from webapp.attendance.rooms import zoom_views as zoom
from webapp.attendance.telling import text_views as message_texts
from webapp.attendance.ticketing import lost_views as lost
from webapp.attendance.ticketing import views as tickets
from webapp.demo import views as demo
from webapp.directory import views as directory
from webapp.directory.groups import forum_views as forums
from webapp.directory.groups import member_views as kim_members
from webapp.directory.groups import views as kim_desk
from webapp.directory.importing import views as kim_imports
from webapp.directory.teams import accepting_views as accepting
from webapp.directory.teams import views as team
from webapp.events import decision_views as decisions
from webapp.events import kinds
from webapp.events import manage_views as manage
from webapp.events import public_views as events
from webapp.events import syndication_views as syndication
from webapp.events.asking import manage_views as question_box
from webapp.events.asking import views as asking
from webapp.events.calendars import views as calendars
from webapp.events.clashing import views as courtesies
from webapp.events.featuring import filling as featuring
from webapp.events.featuring import own_kind_views as own_kinds
from webapp.events.featuring import views as features
from webapp.events.program import copying as program_copying
from webapp.events.program import sharing_views as program_parts
from webapp.events.program import views as program
from webapp.events.publicity import manage_views as known
from webapp.events.publicity import views as publicity
from webapp.events.repeating import copy_views as copies
from webapp.events.repeating import series_views as series
from webapp.help import views as help_pages
from webapp.operations import setup_views as setup
from webapp.operations import views as operations
from webapp.privacy.auditing import views as audit
from webapp.privacy.breaching import views as breach
from webapp.privacy.erasing import member_views as kim_member_erasures
from webapp.privacy.mentioning import views as name_mentions
from webapp.privacy.owning import views as own_data
from webapp.privacy.requesting import views as privacy_requests
from webapp.privacy.retaining import views as retention
from webapp.privacy.visiting import views as data_visits
from webapp.work import views as work

PAGES = (
    accounts.bp,
    account.bp,
    resetting.bp,
    second_factor.bp,
    passkeys.bp,
    passkey_sign_in.bp,
    home.bp,
    events.bp,
    manage.bp,
    decisions.bp,
    features.bp,
    own_kinds.bp,
    program.bp,
    program_parts.bp,
    copies.bp,
    courtesies.bp,
    series.bp,
    directory.bp,
    team.bp,
    accepting.bp,
    kim_imports.bp,
    kim_desk.bp,
    kim_members.bp,
    kim_member_erasures.bp,
    forums.bp,
    calendars.bp,
    syndication.bp,
    publicity.bp,
    asking.bp,
    question_box.bp,
    known.bp,
    personal_calendars.bp,
    help_pages.bp,
    registration.bp,
    questions.bp,
    passengers.bp,
    participants.bp,
    groups.bp,
    group_watching.bp,
    tickets.bp,
    lost.bp,
    room.bp,
    outbox.bp,
    event_messages.bp,
    message_texts.bp,
    announcements.bp,
    joining.bp,
    door.bp,
    claiming.bp,
    online.bp,
    rules.bp,
    overrides.bp,
    watching.bp,
    rooms.bp,
    room_servers.bp,
    strangers.bp,
    reports.bp,
    certificates.bp,
    certificate.bp,
    certificate_looks.bp,
    verification.bp,
    kim.bp,
    recaps.bp,
    recap_files.bp,
    summaries.bp,
    activity_reports.bp,
    indicators.bp,
    photos.bp,
    appointments.bp,
    consultation_hours.bp,
    consultations.bp,
    feedback.bp,
    imports.bp,
    import_rows.bp,
    registration_imports.bp,
    overbooking.bp,
    work.bp,
    audit.bp,
    own_data.bp,
    data_visits.bp,
    privacy_requests.bp,
    name_mentions.bp,
    retention.bp,
    breach.bp,
    checkin.bp,
    installing.bp,
    arrivals.bp,
    practice.bp,
    hall.bp,
    paper.bp,
    labels.bp,
    desks.bp,
    phone_pairing.bp,
    board.bp,
    scan_review.bp,
    venue_screen.bp,
    venue.bp,
    operations.bp,
    setup.bp,
    demo.bp,
)
# Bearer tokens or secret addresses instead of cookies, so there is no form to forge.
PROGRAMS = (
    news.bp,
    desk_api.bp,
    api_attendance.bp,
    api_description.bp,
    api_events.bp,
    api_recaps.bp,
    api_registrations.bp,
    api_rosters.bp,
    api_scans.bp,
    # The page's own secret instead: no cookie takes part, and a beat says nothing but "now".
    beats.bp,
    # Zoom's own signature instead of a cookie.
    zoom.bp,
)


def register(app: Flask, csrf: CSRFProtect) -> None:
    kinds.init_app(app)
    promoting.init_app()
    copying.init_app()
    program_copying.init_app()
    featuring.init_app(app)
    demo.init_app(app)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    for blueprint in PROGRAMS:
        csrf.exempt(blueprint)
        app.register_blueprint(blueprint)
