"""Sizes and speeds, each beside its baseline in the same run. Never part of the test suite."""
