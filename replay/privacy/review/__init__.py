"""What people decide: flags, their obligations, what was seen."""
