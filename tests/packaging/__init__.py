"""What is installed, and the commands that install it."""
