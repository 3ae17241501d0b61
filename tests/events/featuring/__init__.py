"""Tests of webapp.events.featuring."""
