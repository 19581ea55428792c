"""What commands read: recordings that may be opened, stores, policies, the text on pictures."""
