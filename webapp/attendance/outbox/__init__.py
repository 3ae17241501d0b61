"""The outbox as its organizers see it: what waits, what failed and why, whom to tell by hand."""
