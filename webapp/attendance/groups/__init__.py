"""Group registration: the chair of a KIM registers everybody from one phone."""
