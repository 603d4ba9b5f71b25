"""Rules of meaning: what is wrong with a formula that reads well. One class a rule; docs/errors has a page for each."""
