"""Registrations that were collected elsewhere, on a form of the organizer's or on paper, brought in as a table."""
