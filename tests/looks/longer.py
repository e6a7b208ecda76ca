# SPDX-License-Identifier: GPL-3.0-or-later
"""A language of longer words: English with every other vowel twice, once with an accent."""

import re
import struct

ACCENTS = str.maketrans('aeiouAEIOU', 'äéïöüÄÉÏÖÜ')
# What stays as it is: formats, markup, entities.
VOWELS = re.compile('([aeiouAEIOU])[^aeiouAEIOU]*[aeiouAEIOU]?')
KEPT = re.compile(r'(%[-0-9.$]*l*[A-Za-z%]|<[^>]*>|&[a-z]+;)')
HEADER = 'Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n'


def lengthen(text):
    parts = KEPT.split(text)
    parts[::2] = [VOWELS.sub(lambda found: found[1].translate(ACCENTS) + found[0], part)
                  for part in parts[::2]]
    return ''.join(parts)


def read(path):
    """The texts that a catalogue translates, as they stand in it."""
    with open(path, 'rb') as file:
        data = file.read()
    count, table = struct.unpack_from('<II', data, 8)
    for number in range(count):
        length, start = struct.unpack_from('<II', data, table + 8 * number)
        yield data[start:start + length].decode()


def translate(text):
    """A context stands before the text, the plural behind it."""
    if not text:
        return HEADER
    return '\0'.join(lengthen(form) for form in text.rpartition('\4')[2].split('\0'))


def make(source, target):
    texts = sorted(read(source), key=str.encode)
    strings = [text.encode() for text in texts] + [translate(text).encode() for text in texts]
    start = 28 + 8 * len(strings)
    table, data = b'', b''
    for string in strings:
        table += struct.pack('<II', len(string), start + len(data))
        data += string + b'\0'
    with open(target, 'wb') as file:
        file.write(struct.pack('<7I', 0x950412de, 0, len(texts), 28, 28 + 8 * len(texts), 0, 0))
        file.write(table + data)
