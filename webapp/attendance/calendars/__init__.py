"""Personal calendars: secret addresses that hold a participant's registrations, or what an organizer holds."""
