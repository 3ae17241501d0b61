"""A forgotten password: a link by mail, for an hour, once."""
