"""The rooms of the program, one file each."""
