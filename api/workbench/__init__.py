"""Where translators work: accounts, drafts, and how their words reach the catalogues. Participants never come here."""
