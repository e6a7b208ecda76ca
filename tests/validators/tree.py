#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the source tree must keep to, beyond what a compiler sees. Prints TAP.

    tree.py ROOT        check the tree at ROOT
    tree.py --self      check that each check notices what it is there for
"""
import os
import re
import sys
import tempfile

# A call of a gettext function with a string in it, however the line is broken.
GETTEXT_CALL = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*"')
APP_ID = re.compile(r"^app_id = '([^']+)'$", re.MULTILINE)
TEMPLATES = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml.in')
SKIPPED_DIRS = ('build', '_build', '__pycache__')


class Tree:
    """The text files of a directory, by path relative to it."""

    def __init__(self, root):
        self.files = {}
        for directory, subdirs, names in os.walk(root):
            subdirs[:] = sorted(d for d in subdirs
                                if d not in SKIPPED_DIRS and not d.startswith('build-')
                                and (not d.startswith('.') or d == '.ci')
                                and not os.path.exists(os.path.join(directory, d, 'meson-info')))
            for name in sorted(names):
                path = os.path.join(directory, name)
                try:
                    with open(path, encoding='utf-8') as file:
                        self.files[os.path.relpath(path, root)] = file.read()
                except UnicodeDecodeError:
                    pass                                # a picture, or a fuzzer's seed

    def text(self, path):
        return self.files.get(path, '')

    def paths(self, directory, *endings):
        return [p for p in self.files if p.startswith(directory + '/') and p.endswith(endings)]


def lines_of(text):
    return [line for line in text.splitlines() if line and not line.startswith('#')]


def potfiles(tree):
    """po/POTFILES.in names every file with words for people, and only those."""
    have = lines_of(tree.text('po/POTFILES.in'))
    want = [p for p in tree.paths('src', '.c', '.h') if GETTEXT_CALL.search(tree.text(p))]
    want += [p for p in tree.paths('data', '.ui', '.ui.in') if 'translatable="yes"' in tree.text(p)]
    want += tree.paths('data', '.page', *TEMPLATES)
    problems = ['po/POTFILES.in lacks ' + p for p in sorted(set(want) - set(have))]
    problems += ['po/POTFILES.in need not have ' + p for p in sorted(set(have) - set(want))]
    if not problems and have != sorted(set(have)):
        problems.append('po/POTFILES.in is not in alphabetical order')
    return problems


def linguas(tree):
    """po/LINGUAS names every catalogue, and only those."""
    have = lines_of(tree.text('po/LINGUAS'))
    want = sorted(os.path.basename(p)[:-3] for p in tree.paths('po', '.po'))
    return [] if have == want else ['po/LINGUAS says %s, there is %s' % (have, want)]


def sources(tree):
    """Every .c is in a meson.build, of its folder or of one above it."""
    problems = []
    for path in tree.paths('src', '.c') + tree.paths('tests', '.c'):
        directory, name = os.path.split(path)
        stem = name[:-2]
        spellings = [name, "'%s'" % stem, "'%s'" % re.sub('^(test|fuzz|bench)-', '', stem)]
        while directory and not any(s in tree.text(directory + '/meson.build') for s in spellings):
            directory = os.path.dirname(directory)
        if not directory:
            problems.append(path + ' is in no meson.build')
    return problems


def resources(tree):
    """Every .ui and every page of the help is in the resource list."""
    listed = tree.text('data/sluice.gresource.xml.in')
    pages = [p for p in tree.paths('data', '.page') if not p.endswith('/index.page')]
    return [p + ' is not in data/sluice.gresource.xml.in' for p in tree.paths('data', '.ui') + pages
            if '>%s<' % p[len('data/'):] not in listed]


def app_id(tree):
    """The application id is written in the top meson.build, and in no other source file."""
    found = APP_ID.search(tree.text('meson.build'))
    if not found:
        return ['meson.build does not set app_id']
    name = found.group(1)
    spellings = (name, '/' + name.replace('.', '/'))
    # A Flatpak manifest must have it, and documents are for people.
    return ['%s writes the application id' % p for p in tree.files
            if p != 'meson.build' and not p.startswith('flatpak/') and not p.endswith('.md')
            and any(s in tree.text(p) for s in spellings)]


def version(tree):
    """NEWS and metainfo begin with the version that is being built."""
    found = re.search(r"version: '([^']+)'", tree.text('meson.build'))
    number = found.group(1) if found else '?'
    news = lines_of(tree.text('NEWS'))
    release = re.search(r'<release version="([^"]+)"', tree.text('data/sluice.metainfo.xml.in'))
    problems = []
    if not news or number not in news[0].split():
        problems.append('NEWS does not begin with ' + number)
    if not release or release.group(1) != number:
        problems.append('the newest release in the metainfo is not ' + number)
    return problems


def manifests(tree):
    """The two Flatpak manifests differ in their source alone."""
    parts = []
    for path in tree.paths('flatpak', '.yaml'):
        text = re.sub(r'^ *#.*\n', '', tree.text(path), flags=re.MULTILINE)
        parts.append(text.partition('    sources:\n')[0])
    same = len(parts) == 2 and parts[0] == parts[1]
    return [] if same else ['there are not two, or they differ before “sources:”']


CHECKS = (potfiles, linguas, sources, resources, app_id, version, manifests)

# A small tree that every check accepts, and for each check what must upset it.
GOOD = {
    'meson.build': "project('x', version: '1.0')\napp_id = 'org.example.X'\n",
    'NEWS': 'X 1.0\n',
    'po/POTFILES.in': 'data/sluice.metainfo.xml.in\ndata/x.desktop.in\ndata/x.ui\nsrc/a/x.c\n',
    'po/LINGUAS': '# languages\nde\n',
    'po/de.po': '',
    'data/x.desktop.in': 'Name=X',
    'data/sluice.metainfo.xml.in': '<release version="1.0"/>',
    'data/x.ui': '<property translatable="yes">',
    'data/sluice.gresource.xml.in': '<file>x.ui</file>',
    'src/a/x.c': 'puts (_("x"));',
    'src/a/y.c': 'puts ("x_y");',
    'src/a/meson.build': "lib = library('a', 'x.c', 'y.c')\n",
    'flatpak/x.yaml': '# one\nid: x\n    sources:\n      git\n',
    'flatpak/x.Devel.yaml': '# two\nid: x\n    sources:\n      dir\n',
    'tests/test-x.c': '',
    'tests/meson.build': "foreach t : ['x']\n",
}
UPSETTING = (
    (potfiles, 'src/a/z.c', 'ngettext (\n  "one", "many", n)'),
    (potfiles, 'data/z.ui', '<p translatable="yes">'),
    (potfiles, 'src/a/x.c', 'puts ("x");'),
    (linguas, 'po/fr.po', ''),
    (sources, 'src/a/z.c', ''),
    (sources, 'tests/test-z.c', ''),
    (resources, 'data/z.ui', ''),
    (resources, 'data/help/z.page', ''),
    (potfiles, 'data/help/z.page', ''),
    (app_id, 'src/a/y.c', 'g_application_new ("org.example.X")'),
    (app_id, 'data/x.ui', '<p translatable="yes">/org/example/X/'),
    (version, 'NEWS', 'X 0.9\n'),
    (version, 'data/sluice.metainfo.xml.in', '<release version="0.9"/>'),
    (manifests, 'flatpak/x.yaml', 'id: x\nruntime: y\n    sources:\n'),
    (manifests, 'flatpak/y.yaml', ''),
)


def tree_of(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
                file.write(text)
        return Tree(root)


def self_results():
    good = tree_of(GOOD)
    for check in CHECKS:
        yield check.__name__ + ' accepts a good tree', check(good)
    for check, path, text in UPSETTING:
        bad = check(tree_of({**GOOD, path: text}))
        yield '%s notices %s' % (check.__name__, path), [] if bad else ['it did not']


def main():
    if sys.argv[1] == '--self':
        results = list(self_results())
    else:
        tree = Tree(sys.argv[1])
        results = [(check.__doc__.splitlines()[0], check(tree)) for check in CHECKS]
    print('1..%d' % len(results))
    for number, (name, problems) in enumerate(results, 1):
        print('%s %d - %s' % ('not ok' if problems else 'ok', number, name))
        for problem in problems:
            print('# ' + problem)
    return any(problems for _, problems in results)


if __name__ == '__main__':
    sys.exit(main())
