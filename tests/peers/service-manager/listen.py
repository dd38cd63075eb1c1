"""The receiving end of sd_notify: binds a datagram socket and prints each message with its sender's pid, as JSON."""
import json
import socket
import struct
import sys

server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
server.bind(sys.argv[1])
print(json.dumps({"listening": True}), flush=True)
while True:
    data, ancillary, _, _ = server.recvmsg(4096, socket.CMSG_SPACE(12))
    pid = struct.unpack("iii", ancillary[0][2][:12])[0] if ancillary else 0
    print(json.dumps({"pid": pid, "message": data.decode()}), flush=True)
