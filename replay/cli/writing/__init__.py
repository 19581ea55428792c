"""What commands write and hand on: where to, what for, and noted in the audit."""
