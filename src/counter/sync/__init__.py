"""Journal ⇄ upstream: a sans-IO core and the `requests` transport."""
