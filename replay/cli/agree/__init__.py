"""What `replay agree` compares and prints."""
