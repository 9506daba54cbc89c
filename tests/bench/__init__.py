"""How fast and how large the program is, each figure beside its baseline from the same run (`make bench`).

Plain modules, never tests: a machine that is busy must not fail anybody's checks.
"""
