"""How the tables of a store come to be, and from one version of the program to the next."""
