"""Made-up typing with made-up secrets in it, and what finds them."""
