"""Evidence that people vouch for: signatures on the list of paper, and watching together on one screen."""
