"""Label sets that come with the program, as TOML; `replay.store.label_files` reads them."""
