"""Who registers and who comes: registering, ticketing, checking in, joining, reporting."""
