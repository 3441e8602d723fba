"""Looks at the framebuffer of `Xvfb -fbdir`: a file in the format of xwd, always as the screen is now.

screen.py FRAMEBUFFER still SECONDS   waits until two looks in a row are the same; exits 1 if that takes too long
screen.py FRAMEBUFFER png FILE        keeps what is on the screen
screen.py FRAMEBUFFER sum             prints a sum that changes with any pixel
"""

import struct
import sys
import time
import zlib

# Two looks are this far apart: several frames, so that a window that is still drawing is not called still.
APART = 0.15


def look(path):
    """The size of the screen, and its pixels as rows of blue, green, red, unused."""
    with open(path, "rb") as file:
        data = file.read()
    order = ">" if struct.unpack(">I", data[4:8])[0] == 7 else "<"
    head = struct.unpack(order + "25I", data[:100])
    header_bytes, width, height, bits, row_bytes, colours = head[0], head[4], head[5], head[11], head[12], head[19]
    if bits != 32:
        sys.exit(f"screen.py: {path} has {bits} bits a pixel, not 32")
    start = header_bytes + colours * 12
    rows = [data[start + y * row_bytes : start + y * row_bytes + width * 4] for y in range(height)]
    return width, height, rows


def png(width, height, rows):
    """The pixels as a PNG file."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    lines = bytearray()
    for row in rows:
        line = bytearray(width * 3)
        line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
        lines += b"\0" + line
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(lines), 6)) + chunk(b"IEND", b"")


def still(path, seconds):
    """True once nothing moves any more."""
    end = time.monotonic() + seconds
    before = look(path)
    while time.monotonic() < end:
        time.sleep(APART)
        after = look(path)
        if after == before:
            return True
        before = after
    return False


def main():
    path, what = sys.argv[1], sys.argv[2]
    if what == "still":
        sys.exit(0 if still(path, float(sys.argv[3])) else 1)
    elif what == "png":
        with open(sys.argv[3], "wb") as file:
            file.write(png(*look(path)))
    elif what == "sum":
        print(zlib.crc32(b"".join(look(path)[2])))
    else:
        sys.exit(__doc__)


main()
