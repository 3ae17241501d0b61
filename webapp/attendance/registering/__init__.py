"""Registering for an event: places, persons, waiting lists, consent, and changes by the managing link."""
