"""A tiny site with the real worker and the real offline elements, fake pages, and a line that can be cut."""
