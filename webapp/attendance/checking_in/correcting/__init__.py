"""What is mended afterwards: scans taken back, and attendance derived again from its evidence."""
