"""Tickets: codes, the page behind a code, its QR, picture and paper, and the tickets a device knows."""
