"""What people upload: judged by its bytes, kept under a name of our own, sent as data and never as a page."""
