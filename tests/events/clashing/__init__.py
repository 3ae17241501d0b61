"""Tests of webapp.events.clashing."""
