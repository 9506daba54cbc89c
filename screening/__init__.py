"""Indicator-based screening and referral, offline, in the person's language."""

__version__ = "0.1.0"
