"""Pure data and rules of the office: no I/O, no clock of its own, no Qt, no SQL."""
