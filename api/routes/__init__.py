"""HTTP: what is answered under which address."""
