"""Short pages that say how it is done, and what becomes of personal data."""
