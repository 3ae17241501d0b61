"""Personal calendars and invitations."""
