"""Desks: phones that were paired, and whoever else stands behind a bearer token."""
