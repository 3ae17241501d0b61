"""Checking in: every channel ends in `recording.record_scan`; desks, search, walk-ins and undo stand around it."""
