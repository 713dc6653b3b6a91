"""What a counter can tell of itself to whoever has to help from afar: an allow-list of small collectors, and one file."""
