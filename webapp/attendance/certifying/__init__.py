"""Certificates: who gets one, under which number, how it looks, and whether a shown one is true."""
