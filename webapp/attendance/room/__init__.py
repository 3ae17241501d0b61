"""The organizer's room of one event: where it stands, who registered, what is to be done next."""
