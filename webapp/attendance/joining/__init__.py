"""Joining online: a personal link that records the join and leads on to the conference."""
