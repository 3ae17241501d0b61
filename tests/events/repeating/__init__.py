"""Tests of webapp.events.repeating."""
