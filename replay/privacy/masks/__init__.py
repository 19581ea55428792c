"""What is hidden from whoever looks, in texts and pictures."""
