"""Who travels: the list in the vehicle, with whom to call."""
