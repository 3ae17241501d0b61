"""What somebody should look at after the doors: conflicts of desks without a network, unknown codes, shared phones."""
