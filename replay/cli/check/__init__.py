"""What `replay check` draws in the terminal and keeps."""
