"""What happens, when and where. Knows nothing of who comes."""
