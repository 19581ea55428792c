"""What people and programs of many countries call things: words as data, which the rules are asked with."""
