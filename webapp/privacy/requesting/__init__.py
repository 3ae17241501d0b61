"""Requests about personal data that a human has to answer, with a clock of 72 hours."""
