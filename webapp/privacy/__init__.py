"""A person's rights over everything that is kept of them, and who did what with it."""
