"""How long personal data are kept, what is forgotten next, and what was forgotten last."""
