"""What a terminal is told, beside the formats of `check`: the strip, grids, explanations, and what an import did."""
