"""Sample data: a day to look at, and bulk rows to measure with. Everything invented is marked as a sample."""
