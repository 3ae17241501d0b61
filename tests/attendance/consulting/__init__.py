"""Who comes to a consultation."""
