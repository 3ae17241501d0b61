"""When personal data leaked: who is affected, and what they must be told."""
