"""A recording as one HTML page that plays it in a browser."""
