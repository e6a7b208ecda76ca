#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-mnemonics.py LISTER PO-DIRECTORY: every button and field has a letter, and no letter stands
for two things that are shown together, in no language. LISTER is tests/list-mnemonics; its strings are looked up in each catalogue."""

import ast
import collections
import os
import re
import subprocess
import sys


def read_catalogue(path):
    """{msgid: msgstr} of what is translated; several contexts of one string fall together."""
    catalogue, entry, key, fuzzy = {}, {}, None, False

    def finish():
        if entry.get('msgid') and entry.get('msgstr') and not fuzzy:
            catalogue.setdefault(entry['msgid'], entry['msgstr'])
    with open(path, encoding='utf-8') as file:
        for line in file:
            line = line.strip()
            if not line:
                finish()
                entry, key, fuzzy = {}, None, False
            elif line.startswith('#,'):
                fuzzy = 'fuzzy' in line
            elif match := re.match(r'(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d\])? (".*")$', line):
                key = match.group(1)
                entry[key] = ast.literal_eval(match.group(2))
            elif line.startswith('"') and key:
                entry[key] += ast.literal_eval(line)
    finish()
    return catalogue


def letter(text):
    match = re.search(r'(?<!_)_([^_\s])', text)
    return match.group(1).casefold() if match else None


def list_strings(lister):
    output = subprocess.run([lister], stdout=subprocess.PIPE, check=True, text=True).stdout
    scopes = collections.OrderedDict()
    for line in output.splitlines():
        line = line.removeprefix('# ')     # as later versions of GLib print in a test
        if line.startswith('mnemonic\t'):
            _, scope, label = line.split('\t')
            label = ast.literal_eval(f'"{label}"').encode('latin-1').decode('utf-8')
            scopes.setdefault(scope, set()).add(label)
    return scopes


def problems(scopes, catalogue):
    """Each once, though it may be on several pages. What is not translated yet will get a letter of
    its own when it is."""
    found = collections.OrderedDict()
    for scope, labels in scopes.items():
        by_letter = collections.defaultdict(list)
        for label in sorted(labels):
            if catalogue is not None and label not in catalogue:
                continue
            text = catalogue[label] if catalogue is not None else label
            if letter(text):
                by_letter[letter(text)].append(text)
            else:
                found.setdefault(f'no letter in “{text}”', scope)
        for key, texts in by_letter.items():
            if len(texts) > 1:
                found.setdefault(f'Alt+{key.upper()}: ' + ', '.join(f'“{text}”' for text in texts),
                                 scope)
    return [f'{problem} ({scope})' for problem, scope in found.items()]


def main():
    lister, folder = sys.argv[1:]
    with open(os.path.join(folder, 'LINGUAS'), encoding='utf-8') as file:
        languages = [line.strip() for line in file if line.strip() and line[0] != '#']
    scopes = list_strings(lister)
    expected = sum(map(len, scopes.values()))
    print(f'# {expected} strings in {len(scopes)} places')
    print(f'1..{len(languages) + 1}')
    failed = expected < 60
    for number, language in enumerate(['en', *languages], 1):
        catalogue = None if language == 'en' \
            else read_catalogue(os.path.join(folder, language + '.po'))
        found = problems(scopes, catalogue)
        print('not ok' if found or expected < 60 else 'ok', number, '- letters in', language)
        for problem in found:
            print('#', language + ':', problem)
        failed |= bool(found)
    return int(failed)


if __name__ == '__main__':
    sys.exit(main())
