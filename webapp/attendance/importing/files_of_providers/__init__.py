"""The participant reports of Zoom, Teams, Meet and BigBlueButton: from bytes to typed rows, without a database."""
