"""The operator's side of an event online: the code on the screen, who is inside, and what counts as attendance."""
