"""The vault's own pages: who may open it, copies of it, what was done with it, what it protects."""
