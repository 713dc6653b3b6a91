"""The program's own log, for IT: what went wrong and where, never a name, a number or any text that may hold one."""
