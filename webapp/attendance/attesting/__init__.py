"""Evidence that people vouch for: watching together on one screen."""
