"""What commands take in: options that several share, words and paths that people type, and records made of them."""
