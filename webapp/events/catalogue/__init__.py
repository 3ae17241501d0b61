"""The public calendar drawn by days: a month and a week, from the same filters as the list."""
