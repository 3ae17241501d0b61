"""Who comes to a consultation: one page to choose an hour on, and the officer's page of the days."""
