"""Consultation hours."""
