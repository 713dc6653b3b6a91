"""What the organisation and the administrator of this machine have laid down; it stands above what anybody chooses here."""
