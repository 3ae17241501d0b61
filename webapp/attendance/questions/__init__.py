"""What a form asks besides its six questions: standard ones switched on, and an organizer's own."""
