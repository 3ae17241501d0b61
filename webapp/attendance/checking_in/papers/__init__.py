"""Paper at the door: a numbered sheet to sign, its fast entry afterwards, and labels printed ahead."""
