"""Consultation hours: appointments of half an hour or so, each with one seat, behind one unlisted address."""
