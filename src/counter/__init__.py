"""Counter (Quầy Một Cửa): reception of citizens' applications, offline first."""

__version__ = "0.1.0"
