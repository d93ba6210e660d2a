"""Recorded voices: what a step says, the clips that say it, and whether they still say the same."""
