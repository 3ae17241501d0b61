"""Names of erased people in what organizers wrote: found at the erasure, decided by a person with one press."""
