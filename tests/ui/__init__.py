"""Tests of the screens, on real widgets and real vaults."""
