"""From content and catalogues to the immutable bytes of a release."""
