"""Practice: a printed sheet of codes, for learning the answers of the door without recording anything."""
