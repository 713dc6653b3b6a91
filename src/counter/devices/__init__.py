"""Scanners and other hardware: a port, one file per device, a null one."""
