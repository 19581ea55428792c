"""Whether a copy is clean, and the certificate that says so."""
