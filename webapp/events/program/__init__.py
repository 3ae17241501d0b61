"""What an event is made of besides its hours: a rundown, contact persons, co-hosts, materials."""
