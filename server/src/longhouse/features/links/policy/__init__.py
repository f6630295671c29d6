"""What may be fetched, and how what was found is written down. Pure: nothing here asks anybody."""
