"""An event held again: a copy, or a series by a rule."""
