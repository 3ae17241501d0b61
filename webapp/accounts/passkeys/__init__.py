"""Passkeys (W3C Web Authentication, level 3): signing in without a password, or as the second proof beside it."""
