"""Long work: what takes longer than a request is asked for, done by the worker, and fetched when it is ready."""
