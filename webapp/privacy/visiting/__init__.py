"""Data Saya for somebody without a ticket: a link by mail, for an hour, once, then everything at that address."""
