"""One language as one file for any tool, and back: nothing newer is ever overwritten unseen."""
