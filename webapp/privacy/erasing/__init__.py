"""Forgetting a person: what goes, what stays as a number, and how it stays forgotten after a restore."""
