"""One frozen report, and writers that only show it."""
