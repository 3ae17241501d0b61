"""Checking in: every channel ends in `scanning.recording.record_scan`; desks, people and corrections stand around."""
