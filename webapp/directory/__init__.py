"""Regions and organizations: offices, KIM groups, forums, partners."""
