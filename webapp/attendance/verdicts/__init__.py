"""One verdict for each person and session, from all the evidence, by a rule that can be read."""
