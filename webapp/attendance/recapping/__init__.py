"""Recaps of an organizer over any period: one base of presences, counted once for every page, file and program."""
