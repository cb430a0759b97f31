"""Reading back: a session's record in words that can be read aloud or printed on a sheet."""
