"""Who did what to what, and when: written with the act, sealed by the worker, never deleted."""
