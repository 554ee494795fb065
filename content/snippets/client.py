import socket

# #region connect
client = socket.create_connection(("example.org", 80), timeout=3)
client.sendall(b"HEAD / HTTP/1.0\r\n\r\n")
# #endregion connect

print(client.recv(4096).decode())
client.close()
