"""One module for each revision of the tables; none is changed once it was released."""
