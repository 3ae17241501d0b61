"""The outbox: what was promised to be told, and its delivery."""
