"""One module for each way of showing an account; each shows every block, and knows nothing of what is said."""
