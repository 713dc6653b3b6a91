"""The command line's deeds, one module each; CLI contract: JSON on stdout, people on stderr."""
