"""The command line: a contract that scripts rely on. Exit status 0 done, 1 the input is wrong, 2 usage."""
