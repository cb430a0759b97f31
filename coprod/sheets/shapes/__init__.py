"""The shapes of sheets, one module each: how a shape is recognised, and how its rows become meetings."""
