"""Tests of webapp.events.program."""
