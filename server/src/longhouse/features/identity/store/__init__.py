"""All SQL of identity, one file for each noun."""
