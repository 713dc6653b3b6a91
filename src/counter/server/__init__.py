"""The province: the inbox, the interpreter, the HTTP door."""
