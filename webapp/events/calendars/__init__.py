"""The calendar as other programs read it: texts (RFC 5545, RFC 7986), feeds, and how to subscribe."""
