"""What two machines say to each other: messages, versions, framing, compression. No sockets."""
