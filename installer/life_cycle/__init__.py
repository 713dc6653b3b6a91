"""The life of the MSI on a Windows that is wine: installed, started, used, repaired, upgraded, removed (`make msi-test`)."""
