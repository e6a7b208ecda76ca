#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How Sluice is to those who see little, use no pointer, or have a small screen."""

import re
import sys
import time

from atspi import press, type_text, wait_for, xdotool
from journey import FIELDS, ROLE, Practice, Sluice, expect, main

# An accessible name like this means that nobody gave one.
TYPE_NAME = re.compile(r'^(Gtk|Adw|Sluice|Gdk)[A-Z]')
# They pass the keyboard focus on to what is inside.
CONTAINERS = ('group', 'list', 'window', 'application', 'panel', 'scroll pane')


def unnamed(root):
    for node, role, name in root.named():
        # What scrolls is a group in GTK 4.8, and generic in a later one.
        role = 'group' if role == 'generic' and node.gtk >= (4, 10) else role
        if (TYPE_NAME.match(name) or (not name and role not in CONTAINERS)) \
                and 'focusable' in node.states and node.on_screen():
            yield f'{node!r} at {node.box}'


def names(run):
    """Everything that can have the keyboard focus has a name."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    expect(not list(unnamed(sluice.node)), f'unnamed: {list(unnamed(sluice.node))}')
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    entry = sluice.wait_entry('^Connection s3sink is ready$')
    entry.find('button', 'Details').click()
    expect(not list(unnamed(sluice.node)), f'unnamed: {list(unnamed(sluice.node))}')
    # libadwaita’s entry rows have two titles, of which later versions of GTK name the row itself.
    doubled = [name for node, role, name in sluice.node.named()
               if not (role == 'list item' and node.gtk >= (4, 10))
               if re.fullmatch(r'(.+) \1', name) or '_' in name.replace('practice_', '')
               and role in ('button', 'toggle button', 'switch', 'text box', 'list')]
    expect(not doubled, f'named twice, or with a mnemonic’s underscore: {doubled}')
    sluice.close()


def headline_of_strip(sluice, headline):
    """Behind it is the pane, which is out of the tree in later versions of GTK."""
    strip = wait_for(lambda: sluice.node.maybe('button', headline), f'strip “{headline}”', 20)
    expect(strip.on_screen(), 'the strip cannot be seen')


def narrow(run):
    """One column, 360 pixels wide, with nothing sticking out and everything in reach."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    size = sluice.window.resize(360, 640)
    expect(size[0] <= 360, f'the window takes {size[0]} pixels at least')
    sluice.picture('narrow-empty')
    sluice.fill_for(practice, role_arn='arn:aws:iam::111122223333:root')
    sluice.press('Create Connection')
    sluice.wait_hint('trust policy')
    sluice.picture('narrow-problem')
    sluice.fill(role_arn=ROLE)
    sluice.press('Create Connection')
    headline_of_strip(sluice, 'Connection s3sink is ready')
    sluice.picture('narrow-ready')
    left, _, _, _ = sluice.window.shadow
    for node, role, _ in sluice.node.named():
        if role in ('label', 'button', 'text box', 'switch') and node.on_screen():
            x, _, width, _ = node.box
            expect(x >= 0 and x + width <= 360, f'{node!r} sticks out: {node.box}')
    sluice.close()


def shows(field, text):
    """Later versions of GTK tell of a hidden text only how long it is."""
    told = field.text
    return told.endswith(text) or (field.gtk >= (4, 10) and field.name == 'Private Key'
                                   and told == len(text) * told[:1] != '')


def went_into(fields, text):
    """The fields that what was typed has come into. Nothing tells that it came into none; but while
    Sluice answers again and again it has had the keys, too."""
    answers = 0

    def found():
        nonlocal answers
        answers += 1
        return [name for name in fields if shows(fields[name], text)] or answers > 4 and ['nothing']
    return wait_for(found, f'“{text}”')


def keyboard(run):
    """The main job without a pointer: Tab in reading order, Enter submits, Esc cancels."""
    practice = run(Practice, '--scenario', 'pending-forever')
    sluice = run(Sluice, '--base-url', practice.url)
    texts = dict(zip(FIELDS, (practice.public_key, practice.private_key, practice.project,
                              practice.instance, 'typed', ROLE, 'bucket-of-mine')))
    fields = {name: sluice.field(name) for name in FIELDS}
    tops = [fields[name].box[1] for name in FIELDS]
    expect(tops == sorted(tops), f'the fields are not in reading order: {tops}')

    press('alt+p')                        # the first field's mnemonic
    for name in FIELDS:
        for _ in range(8):                # switches and buttons stand between the fields
            type_text(texts[name])
            filled = went_into(fields, texts[name])
            if filled != ['nothing']:
                break
            press('Tab')
        expect(filled == [name], f'{name}’s text went into {filled}')
        if name != FIELDS[-1]:
            press('Tab')
    press('Return')
    sluice.wait_entry('^Waiting until typed is ready$')
    press('Escape')
    sluice.wait_entry('^Connection typed was created, no longer watched$')
    sluice.picture('keyboard')
    sluice.close()


def twice(run):
    """Enter pressed twice, and a double click: one create, and nobody meant Cancel."""
    practice = run(Practice, '--latency', '700')
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    sluice.wait_entry('^Key practice was accepted$')
    sluice.window.resize(360, 640)        # there Cancel takes the place of Create
    press('alt+p')
    xdotool('key', '--delay', 40, 'Return', 'Return')
    headline_of_strip(sluice, 'Connection s3sink is ready')
    sluice.fill(connection_name='s3sink2')
    button = sluice.node.find('button', 'Create Connection')
    xdotool('mousemove', *sluice.window.point(button))
    time.sleep(0.2)
    xdotool('click', '--repeat', 2, '--delay', 90, 1)
    headline_of_strip(sluice, 'Connection s3sink2 is ready')
    sent = practice.requests('POST')
    expect(len(sent) == 2, f'sent {sent}')
    sluice.close()


def first_sight(run):
    """The answer about the key makes the page longer above the field with the focus; but nobody
    has touched anything yet, and the page is seen from its beginning."""
    sluice = run(Sluice, '--practice')
    sluice.wait_entry('accepted')
    wait_for(lambda: sluice.node.maybe('label', 'Works.'), 'what the key may do')
    sluice.picture('first-sight')
    title, banner = sluice.node.find('label', 'Atlas API Key'), sluice.node.find('button', 'Fill In')
    expect(title.box[1] >= sum(banner.box[1::2]), f'title at {title.box}, below {banner.box}')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'names': names, 'narrow': narrow, 'keyboard': keyboard, 'twice': twice,
                   'first-sight': first_sight}))
