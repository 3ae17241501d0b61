"""What registrants are told: by which kind of message, in whose words, and when."""
