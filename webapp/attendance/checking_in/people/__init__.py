"""People at a door: found by name, listed for desks without a network, counted, and added on the spot."""
