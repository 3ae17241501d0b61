"""Groups and members from and into tables: looked at first, then written whole or not at all."""
