"""Looking at pages: fetch, read, recognise whose they are, and keep what was found."""
