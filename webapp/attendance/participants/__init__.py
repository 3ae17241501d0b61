"""One participant as the committee sees them, and what it may put right."""
