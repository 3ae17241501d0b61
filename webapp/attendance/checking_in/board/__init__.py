"""The live board: how the hall fills, for the committee's table and for the projector."""
