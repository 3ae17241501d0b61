"""What is kept of a person, shown to that person: on a page, as JSON, as PDF."""
