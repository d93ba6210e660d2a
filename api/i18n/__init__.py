"""Languages: which there are, their catalogues, their plurals, dates and names. Pure, without content."""
