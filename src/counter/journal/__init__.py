"""The log's bytes and rules: entry, chain, checkpoint, epochs, lanes, witness. No I/O."""
