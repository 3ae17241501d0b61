"""The scanner page and what it asks while it runs."""
