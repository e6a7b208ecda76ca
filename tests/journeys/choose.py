#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Going from page to page, and picking from lists what one need not type."""

import re
import sys
import time

from atspi import Failure, Window, press, type_text, wait_for, xdotool
from journey import Practice, Sluice, expect, main
from looks import unnamed

PAGES = ('Connect', 'AWS Access', 'Emit')
KNOWN_ROLE = 'arn:aws:iam::123456789012:role/atlas-stream-sink'


def page_buttons(sluice):
    """The buttons to switch pages with, as far as they are on the screen."""
    return {name: node for node, role, name in sluice.node.named()
            if name in PAGES and role in ('tab', 'button', 'toggle button', 'radio button')
            and node.on_screen()}


def on_connect(sluice):
    """Pages that are not seen have left the tree in GTK 4.10 and later."""
    node = sluice.node.maybe('text box', 'Connection Name')
    return node is not None and node.on_screen()


def pages(run):
    """The pages by pointer and keyboard, wide and narrow; the status stays."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)
    for width in (1080, 360):
        size = sluice.window.resize(width, 640)
        expect(size[0] == width, f'{size[0]} pixels wide instead of {width}')
        wait_for(lambda: tuple(page_buttons(sluice)) == PAGES, 'page buttons')
        for name in ('AWS Access', 'Emit', 'Connect'):
            sluice.window.click(page_buttons(sluice)[name])
            wait_for(lambda: on_connect(sluice) == (name == 'Connect'), f'page {name}')
            sluice.picture(f'pages-{width}-{name.lower().replace(" ", "-")}')
        for key, page in (('ctrl+2', 'AWS Access'), ('alt+1', 'Connect'), ('alt+3', 'Emit'),
                          ('ctrl+1', 'Connect')):
            press(key)
            wait_for(lambda: on_connect(sluice) == (page == 'Connect'), f'{page} by {key}')
    sluice.close()


class Chooser:
    """One of the windows that the Choose buttons open."""

    def __init__(self, sluice, button):
        self.sluice, self.title = sluice, button
        sluice.press(button)
        self.node = wait_for(self.find, f'window “{button}”')
        sluice.window.wait_behind()

    def find(self):
        return next((window for window in self.sluice.node.children()
                     if window.name == self.title), None)

    def rows(self):
        return [node for node, role, name in self.node.named()
                if role == 'list item' and name and node.on_screen()]

    def wait_row(self, name, seconds=30):
        return wait_for(lambda: next((row for row in self.rows() if row.name == name), None),
                        f'row “{name}” in {self.title}', seconds)

    def wait_words(self, pattern, seconds=30):
        return wait_for(lambda: next(self.sluice.words(self.find(), pattern), None),
                        f'words “{pattern}” in {self.title}', seconds)

    def wait_gone(self):
        wait_for(lambda: self.find() is None, f'{self.title} closed')


def click(node, title):
    """With the pointer, in a window of this title."""
    window = object.__new__(Window)
    window.id = xdotool('search', '--onlyvisible', '--name', f'^{title}$').split()[-1]
    window.click(node)


def wait_text(sluice, field, text):
    try:
        wait_for(lambda: sluice.field(field).text == text, f'{field} “{text}”')
    except Failure as failure:
        raise Failure(f'{failure}; it is “{sluice.field(field).text}”') from None


def choose(run):
    """All three by keyboard and by pointer; what was missing is said first."""
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url)

    chooser = Chooser(sluice, 'Choose Project')
    chooser.wait_words('^A Key Is Needed First$')
    sluice.picture('choose-without-key')
    press('Escape')
    chooser.wait_gone()
    sluice.fill(public_key=practice.public_key, private_key=practice.private_key)
    chooser = Chooser(sluice, 'Choose Instance')
    chooser.wait_words('^A Project Is Needed First$')
    press('Escape')
    chooser.wait_gone()

    chooser = Chooser(sluice, 'Choose Project')
    chooser.wait_row('Practice')
    chooser.wait_words('^64c0ffee0000000000000001$')
    expect(len(chooser.rows()) == 2, f'projects: {chooser.rows()}')
    sluice.picture('choose-project')
    press('Return')                                   # the first is marked
    chooser.wait_gone()
    wait_text(sluice, 'Project ID', practice.project)

    chooser = Chooser(sluice, 'Choose Instance')
    chooser.wait_row('azure-instance')
    chooser.wait_words('^AWS, FRANKFURT_DEU, tier SP10$')
    sluice.picture('choose-instance')
    press('Down', 'Down', 'Return')
    chooser.wait_gone()
    wait_text(sluice, 'Stream Processing Instance', practice.instance)

    chooser = Chooser(sluice, 'Choose Role')
    row = chooser.wait_row('atlas-stream-sink')
    chooser.wait_words('^Authorized, Atlas role ID 64c0ffee[0-9a-f]{16}. '
                       'Used by solar-archive in practice-instance.$')
    sluice.picture('choose-role')
    click(row, chooser.title)
    chooser.wait_gone()
    wait_text(sluice, 'Role ARN', KNOWN_ROLE)

    chooser = Chooser(sluice, 'Choose Role')          # half finished: not into the form
    chooser.wait_row('Setup without a role yet')
    expect(not list(unnamed(chooser.node)), f'unnamed: {list(unnamed(chooser.node))}')
    press('Tab', 'Down', 'ctrl+c', 'Escape')          # in the list itself
    chooser.wait_gone()
    chooser = Chooser(sluice, 'Choose Role')
    click(chooser.wait_row('Setup without a role yet'), chooser.title)
    chooser.wait_gone()
    wait_for(lambda: not on_connect(sluice), 'page AWS Access')
    go_on_with_setup(sluice)
    press('ctrl+1')
    wait_for(lambda: on_connect(sluice), 'page Connect')
    wait_text(sluice, 'Role ARN', KNOWN_ROLE)
    sluice.close()


def go_on_with_setup(sluice):
    """Whatever was worked on before, the setup that is chosen is gone on with."""
    def setup(name):
        return wait_for(lambda: next((node for node in sluice.node.all('checkbox')
                                      if node.name.startswith(name)), None), f'setup “{name}”')
    setup('Half finished')
    sluice.window.click(setup('atlas-stream-sink'))
    wait_for(lambda: 'checked' in setup('atlas-stream-sink').states, 'the other setup')
    press('ctrl+1')
    wait_for(lambda: on_connect(sluice), 'page Connect')
    chooser = Chooser(sluice, 'Choose Role')
    chooser.wait_row('Setup without a role yet')
    press('Down', 'Return')
    chooser.wait_gone()
    wait_for(lambda: 'checked' in setup('Half finished').states, 'the setup that was chosen')


def errors(run):
    """A listing that is refused, fails, is empty, or comes late."""
    practice = run(Practice, '--scenario',
                   'role-missing@list-roles,error-500-UNEXPECTED_ERROR@list-projects*4,'
                   'slow@list-instances')
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)

    chooser = Chooser(sluice, 'Choose Role')
    chooser.wait_words('^Your Key May Not List These$')
    chooser.wait_words('Type the Role ARN instead')
    sluice.picture('choose-forbidden')
    press('Escape')
    chooser.wait_gone()

    chooser = Chooser(sluice, 'Choose Project')
    chooser.wait_words('^Atlas reports an internal error$|error', 30)
    chooser.node.find('button', 'Details')
    sluice.picture('choose-error')
    for _ in range(4):
        press('Return')                               # Try Again has the keyboard
        try:
            chooser.wait_row('Practice', 5)
            break
        except Failure:
            pass
    chooser.wait_row('Practice')
    press('Escape')
    chooser.wait_gone()

    chooser = Chooser(sluice, 'Choose Instance')
    chooser.wait_words('^Asking Atlas…$')
    sluice.picture('choose-loading')
    press('Escape')                                   # nobody waits for the answer
    chooser.wait_gone()

    sluice.fill(project_id='64c0ffee0000000000000002')
    chooser = Chooser(sluice, 'Choose Role')
    chooser.wait_words('^Your Key May Not List These$')
    press('Escape')
    chooser.wait_gone()
    sluice.close()


def many(run):
    """10,000 projects and 400 roles."""
    practice = run(Practice, '--projects', '10000', '--roles', '400')
    sluice = run(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    started = time.monotonic()
    chooser = Chooser(sluice, 'Choose Project')
    chooser.wait_row('Practice', 60)
    print('10,000 projects after', round(time.monotonic() - started, 1), 's')
    type_text('07654')
    chooser.wait_row('Project 07654')
    wait_for(lambda: len(chooser.rows()) == 1, 'one row')
    sluice.picture('choose-many')
    type_text('nothing')
    chooser.wait_words('^Nothing Found$')
    sluice.picture('choose-nothing')
    press(*['BackSpace'] * 7)
    chooser.wait_row('Project 07654')
    press('Return')
    chooser.wait_gone()
    expect(re.fullmatch('[0-9a-f]{24}', sluice.field('Project ID').text), 'no id')
    sluice.fill(project_id=practice.project)
    chooser = Chooser(sluice, 'Choose Role')
    chooser.wait_row('atlas-stream-sink')
    type_text('0399')
    chooser.wait_row('role-0399')
    press('Return')
    chooser.wait_gone()
    wait_text(sluice, 'Role ARN', 'arn:aws:iam::123456789012:role/many/role-0399')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'pages': pages, 'choose': choose, 'choose-errors': errors,
                   'choose-many': many}))
