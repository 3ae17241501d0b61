"""More places than chairs, since some who register do not come: how many, decided by the organizer."""
