"""What only one kind of activity has: declared in one table, kept in one."""
