#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page and dialog as a screen reader finds it: names that say what a thing does, roles,
states, what belongs to what, and the keyboard back where it was when a dialog has closed."""

import re
import sys

from atspi import press, wait_for
from choose import click
from connections import go, open_row, toggle
from journey import FIELDS, ROLE, Practice, Sluice, expect, main
from looks import TYPE_NAME

DESCRIBED_BY = 18
# They pass the keyboard on to what is inside; a list and what scrolls are named where it helps.
PASSES_ON = ('group', 'generic', 'list', 'scroll pane', 'panel', 'filler')
# What a person can do something with, so that an underscore in its name is one too many.
ACTS = ('button', 'toggle button', 'switch', 'checkbox', 'radio', 'combo box', 'tab', 'menu item')
# What is inside of them only makes up their names.
ALONE = 'button', 'toggle button', 'switch', 'checkbox', 'tab', 'label', 'image', 'menu item'
ROLES = ACTS + PASSES_ON + ('text box', 'search box', 'label', 'list item', 'link', 'password text',
                            'entry', 'text')
WINDOW_ROLES = 'window', 'frame', 'dialog', 'alert', 'alert dialog'
FIELDS_WITH_HINTS = 'text box', 'combo box'


# What is wrong with one node

def name_problem(node, role, name):
    if TYPE_NAME.match(name):
        return 'named after its type'
    if not name.strip() and role not in PASSES_ON:
        return 'without a name'
    # libadwaita’s entry rows have two titles, of which later versions of GTK name the row itself.
    if re.fullmatch(r'(.+) \1', name) and not (role == 'list item' and node.gtk >= (4, 10)):
        return 'named twice'
    if role in ACTS and re.search(r'(^|\W)_\w|\w_(\W|$)', name):
        return 'with a mnemonic’s underscore in its name'
    if role not in ROLES:
        return 'of a role that says little'
    return None


def description(node):
    return ' '.join(target.name or target.text for target in node.relations.get(DESCRIBED_BY, []))


def is_wrong(states):
    return bool({'invalid', 'invalid-entry'} & states)


def state_problem(node, role, states):
    if role in FIELDS_WITH_HINTS and is_wrong(states) and not description(node).strip():
        return 'wrong without being told why'
    return None


def hint_problems(list_node):
    """A sentence below a field belongs to that field."""
    field = None
    for row in list_node.children():
        if row.role in FIELDS_WITH_HINTS or 'focusable' in row.states:
            field = row
        elif row.name and field is not None and row.on_screen() \
                and field.role in FIELDS_WITH_HINTS and description(field) != row.name:
            yield f'{field!r} is described by “{description(field)}”, not by “{row.name}”'


def shown(node):
    """All below it that is shown, asked of each widget: what the toolkit remembers is not all.
    Pages that were left are in the tree still."""
    for child in node.children():
        if child.role in PASSES_ON and not child.on_screen():
            continue
        yield child
        if child.role not in ALONE:
            yield from shown(child)


def problems(root):
    if root.role not in WINDOW_ROLES:
        yield f'{root!r}: not a window’s role'
    buttons = set()
    for node in shown(root):
        role = node.role
        if role in ('button', 'toggle button') and 'focusable' in node.states and node.on_screen():
            button = node.name, description(node)
            if button in buttons:
                yield f'{node!r}: nobody can tell it from another'
            buttons.add(button)
        if role == 'list':
            yield from hint_problems(node)
        states = node.states
        if 'focusable' not in states or not node.on_screen():
            continue
        problem = name_problem(node, role, node.name) or state_problem(node, role, states)
        if problem:
            yield f'{node!r} at {node.box}: {problem}'


def windows(sluice):
    """All of them, and the dialogs that later versions of libadwaita have within a window. There a
    toast is an alert, too, but one without a name."""
    found = sluice.node.children()
    if sluice.node.gtk >= (4, 10):
        found += [node for node, role, name in sluice.node.named()
                  if role in WINDOW_ROLES and node not in found and node.on_screen()
                  and (role != 'alert' or name)]
    return found


def front(sluice):
    """The window, or the dialog in front of it."""
    return windows(sluice)[-1]


def look(sluice, what):
    """Nothing is wrong with what is shown; rows get their names with the frame after they came."""
    found = []

    def is_fine():
        found[:] = problems(front(sluice))
        return not found
    try:
        wait_for(is_fine, what, 10)
    except AssertionError:
        expect(False, f'{what}: ' + '\n  '.join(found))


# Dialogs

def dialog(sluice, name, *keys):
    """By its button, or by keys that press it; looked at, and left with Esc: then the keyboard is
    on the button again."""
    before = len(windows(sluice))
    button = wait_for(lambda: next((node for node in sluice.node.all('button', name)
                                    if 'sensitive' in node.states and node.on_screen()), None),
                      f'button “{name}”')
    if keys:
        press(*keys)
    else:
        click(button, sluice.node.children()[0].name)
    wait_for(lambda: len(windows(sluice)) > before, f'the dialog of “{name}”')
    if front(sluice) in sluice.node.children():
        sluice.window.wait_behind()
    look(sluice, f'dialog “{name}”')
    press('Escape')
    wait_for(lambda: len(windows(sluice)) == before, f'“{name}” closed by Esc')
    wait_for(lambda: 'focused' in button.states, f'the keyboard on “{name}” again')


def by_key(sluice, key, escapes=1):
    before = len(windows(sluice))
    press(key)
    wait_for(lambda: len(windows(sluice)) > before, f'the window of {key}')
    if front(sluice) in sluice.node.children():
        sluice.window.wait_behind()
    look(sluice, f'window of {key}')
    press(*['Escape'] * escapes)
    wait_for(lambda: len(windows(sluice)) == before, f'window of {key} closed by Esc')


# Where the keyboard is

def focused(sluice):
    return next((node for node in front(sluice).walk({}) if 'focused' in node.states), None)


def expect_focus(sluice, pattern, after):
    """Entries with a title have it too, but say so only in later versions of GTK."""
    def is_there():
        node = focused(sluice)
        return node is not None and re.search(pattern, node.name) is not None
    try:
        wait_for(is_there, after, 5)
    except AssertionError:
        expect(False, f'{after}: the keyboard is on {focused(sluice)!r}, not on “{pattern}”')


def tab_to(sluice, pattern, key='Tab', most=12):
    for _ in range(most):
        node = focused(sluice)
        if node is not None and re.search(pattern, node.name):
            return
        press(key)
    expect(False, f'“{pattern}” not reached by {key} from {focused(sluice)!r}')


def answer(sluice, verb):
    """In a question the keyboard is on what changes nothing; the verb is beside it."""
    wait_for(lambda: re.fullmatch('(Cancel|Keep)( (Cancel|Keep))?',
                                  getattr(focused(sluice), 'name', '')), 'a question')
    before = len(windows(sluice))
    press('alt+' + verb)
    wait_for(lambda: len(windows(sluice)) < before, 'the question answered')


# Journeys

def deleted(run):
    """Where what had the keyboard is deleted, the keyboard goes to what comes next."""
    practice = run(Practice, '--connections', '4')
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    go(sluice)
    names = [row.name for row in sluice.node.find('list', 'List of Connections').children()]
    press('ctrl+f')
    tab_to(sluice, '^' + re.escape(names[0]))
    press('Return')
    expect_focus(sluice, '^Back to the List$', 'a connection opened')
    press('Delete')
    answer(sluice, 'd')
    sluice.wait_entry(' was deleted$')
    expect_focus(sluice, '^Back to the List$', 'a connection deleted')
    press('Escape')
    expect_focus(sluice, '^' + re.escape(names[1]), 'back in the list')

    press('alt+p')
    expect_focus(sluice, '^us-east-1$', 'the private links')
    tab_to(sluice, '^Look Again$', 'shift+Tab')
    press('space')
    wait_for(lambda: len(practice.requests('privateLinkConnections')) > 1, 'looked again')
    expect_focus(sluice, '^Look Again$', 'looked again')
    tab_to(sluice, '^Delete us-east-1$')
    press('space')
    answer(sluice, 'd')
    wait_for(lambda: not sluice.node.maybe('button', 'Delete us-east-1'), 'the link gone')
    expect_focus(sluice, '^(us-east-1|No private link)', 'a private link deleted')
    press('Escape')

    press('ctrl+h')
    expect_focus(sluice, '^Search History$', 'the history')
    press('alt+l')
    answer(sluice, 'c')
    wait_for(lambda: focused(sluice).description == 'Nothing Yet', 'an empty history')
    expect_focus(sluice, '^Search History$', 'the history cleared')
    press('Tab')
    expect_focus(sluice, '^Nothing Yet$', 'what the empty page says')
    expect('written down here' in focused(sluice).description, 'nothing more is said')
    look(sluice, 'the empty history')
    press('Escape')
    sluice.close()


def form(run):
    """Connect: empty, wrong, ready, at work and done; what it opens."""
    practice = run(Practice, '--latency', '300')
    sluice = run(Sluice, '--base-url', practice.url)
    look(sluice, 'the empty form')
    sluice.press('Create Connection')
    wait_for(lambda: is_wrong(sluice.field('Role ARN').states), 'what is missing')
    look(sluice, 'the form with problems')
    # That a field is required GTK 4.8 keeps to itself; what is missing is said of each.
    for name in FIELDS[:6]:
        node = sluice.field(name)
        expect(is_wrong(node.states) and 'need' in description(node), f'{node!r} tells nothing')
    expect(not is_wrong(sluice.field('Test Bucket').states), 'a bucket that need not be there')
    expect('checked' in sluice.node.find('switch', 'Remember this key').states, 'not switched on')
    sluice.fill_for(practice)
    sluice.wait_entry('was accepted')
    look(sluice, 'the form')
    expect(not is_wrong(sluice.field('Role ARN').states), 'still invalid')

    sluice.press('Create Connection')
    cancel = wait_for(lambda: sluice.node.maybe('button', 'Cancel'), 'Cancel')
    wait_for(lambda: 'focused' in cancel.states, 'the keyboard on Cancel')
    busy = wait_for(lambda: next((entry for entry in sluice.status.children()
                                  if 'busy' in entry.states), None), 'an entry that is busy')
    look(sluice, 'the form while a create runs')
    entry = sluice.wait_entry('^Connection s3sink is ready$')
    wait_for(lambda: 'focused' in entry.states, 'the keyboard on what came of it')
    expect('busy' not in busy.states, 'still busy')
    details = entry.find('button', 'Details')
    expect('pressed' not in details.states, 'details that are shown already')
    details.click()
    wait_for(lambda: 'pressed' in details.states, 'details that say they are shown')
    look(sluice, 'the form afterwards')
    sluice.close()


def form_dialogs(run):
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    sluice.wait_entry('was accepted')
    dialog(sluice, 'Saved Keys')
    dialog(sluice, 'Preview Request')
    for name, letter in (('Choose Project', 'i'), ('Choose Instance', 's'), ('Choose Role', 'a')):
        dialog(sluice, name, 'alt+' + letter, 'Tab', 'space')
    sluice.close()


def pages(run):
    """The other pages."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    sluice.wait_entry('was accepted')
    press('ctrl+2')
    sluice.node.find('list', 'Setups of This Project')
    look(sluice, 'AWS Access')
    press('ctrl+3')
    sluice.node.find('button', 'Copy Stage')
    look(sluice, 'Emit')
    sluice.press('Copy Stage')
    wait_for(lambda: is_wrong(sluice.field('Path').states), 'a path that is needed')
    look(sluice, 'Emit with problems')
    go(sluice)
    toggle(sluice, 'Filter')
    look(sluice, 'Connections')
    press('ctrl+f', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'ctrl+a')
    wait_for(lambda: any(node.name == '4 selected' for node in shown(sluice.node)), '4 selected')
    look(sluice, 'Connections, all selected')
    rows = sluice.node.find('list', 'List of Connections').children()
    expect(all('selected' in row.states for row in rows), 'a row that does not say it is selected')
    toggle(sluice, 'Select')
    open_row(sluice, 'solar-archive')
    toggle(sluice, 'Show JSON')
    look(sluice, 'a connection')
    press('Escape')
    wait_for(lambda: any('focused' in row.states for row in sluice.node.all('list item')
                         if row.name.startswith('solar-archive,')), 'the keyboard on its row')
    sluice.close()


def page_dialogs(run):
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    go(sluice)
    for name in ('Import', 'Export', 'Private Links', 'History'):
        dialog(sluice, name)
    sluice.close()


def connection_dialogs(run):
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    go(sluice)
    open_row(sluice, 'solar-archive')
    for name in ('Change Role', 'Test Again', 'Change Network', 'Duplicate', 'Test Delivery',
                 'Export', 'History', 'Delete'):
        dialog(sluice, name)
    sluice.close()


def letters(run):
    """Letters of lists that are scrolled out of sight: the keyboard goes there, and nothing opens
    where it cannot be seen, which the toolkit would not survive."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.window.resize(360, 400)
    for _ in range(4):
        for key, name in (('alt+w', 'Network'), ('alt+l', 'Atlas')):
            press(key)
            wait_for(lambda: 'focused' in sluice.node.find('combo box', name).states, name)
            expect(sluice.process.poll() is None, f'ended by {key}')
    sluice.close()


def tour(run):
    """Practice, and the tour through it."""
    sluice = run(Sluice, '--practice')
    sluice.wait_words('^Practice with invented data')
    look(sluice, 'practice')
    press('F10')
    sluice.node.find('menu item', 'Getting Started Tour').click()
    sluice.node.find('button', 'Leave the Tour')
    look(sluice, 'the tour')
    sluice.close()


def helps(run):
    """Help, a topic of it, the shortcuts, about, and the menu."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    by_key(sluice, 'F1')
    by_key(sluice, 'ctrl+comma', 2)
    by_key(sluice, 'ctrl+question')
    by_key(sluice, 'ctrl+h')
    press('F10')
    about = sluice.node.find('menu item', 'About Sluice')
    look(sluice, 'the menu')
    before = len(windows(sluice))
    about.click()
    wait_for(lambda: len(windows(sluice)) > before, 'about')
    press('Escape')
    wait_for(lambda: len(windows(sluice)) == before, 'about closed by Esc')
    sluice.fill(role_arn=ROLE)
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'a11y-form': form, 'a11y-form-dialogs': form_dialogs, 'a11y-pages': pages,
                   'a11y-page-dialogs': page_dialogs,
                   'a11y-connection-dialogs': connection_dialogs, 'a11y-help': helps,
                   'a11y-letters': letters, 'a11y-tour': tour, 'a11y-deleted': deleted}))
