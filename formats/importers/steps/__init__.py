"""Step folders: one screenshot and what was done, step by step; one reader, a small adapter for each kind."""
