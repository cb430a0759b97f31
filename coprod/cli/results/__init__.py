"""What commands give back: where results go, what the terminal can show, and progress."""
