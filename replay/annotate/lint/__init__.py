"""What is wrong with labels, or may be; a function for each rule."""
