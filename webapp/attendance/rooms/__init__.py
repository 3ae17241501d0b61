"""Rooms of our own servers: BigBlueButton and Jitsi opened on the click, and who is seen inside."""
