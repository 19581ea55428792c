"""What importers share: rows on a source's clock, JSON lines, archives, pictures, videos, under limits."""
