"""Authored content: its shape, how it is read, and the rules it must keep."""
