"""The features, one package for each noun; their tiers are held by the import contracts."""
