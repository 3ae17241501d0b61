"""KIM groups and forums: what a group is, who belongs to it, which forum gathers it."""
