"""Who acts for an organization: members of its team, and those who are invited."""
