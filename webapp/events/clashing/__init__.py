"""A courtesy before somebody is invited: what else is at that time. A warning, never a block."""
