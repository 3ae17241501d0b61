"""The public directory: who the groups are, and which of them the activities reached."""
