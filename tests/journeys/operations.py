#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done with connections that exist: another role, another network, a copy, deleted and
brought back; with faults in the middle."""

import re
import sys
import urllib.request

from atspi import press, wait_for
from journey import Practice, Sluice, expect, main

USED = 'solar-archive'                 # a running stream processor uses it
COPY = 'solar-copy'
FREE = 'sink-000001'                   # nothing uses it
NEW_ROLE = 'arn:aws:iam::123456789012:role/harbour/other-writer'
REGISTRY = '/connections'


class Page:
    """The page Connections of a running Sluice."""

    def __init__(self, run, *arguments):
        self.practice = run(Practice, *arguments)
        self.sluice = run(Sluice, '--base-url', self.practice.url)
        self.sluice.fill(public_key=self.practice.public_key,
                         private_key=self.practice.private_key,
                         project_id=self.practice.project,
                         stream_processing_instance=self.practice.instance)
        self.sluice.wait_entry('^Key .* was accepted$')
        press('ctrl+4')

    def row(self, name):
        return wait_for(lambda: next((node for node in self.sluice.node.all('list item')
                                      if node.name.startswith(name + ',') and node.on_screen()),
                                     None), f'row “{name}”')

    def open(self, name):
        self.sluice.window.click(self.row(name))
        wait_for(lambda: self.sluice.node.maybe('button', 'Change Role'), 'the view of one')

    def back(self):
        self.sluice.press('Back to the List')

    def dialog(self, title):
        """The window of one task."""
        return wait_for(lambda: next((node for node in self.sluice.node.children()
                                      if node.name == title), None), f'window “{title}”')

    def press_shown(self, name):
        """A button of the bar that comes with Select: the toolkit's own cache misses it."""
        wait_for(lambda: next((node for node in self.sluice.node.walk({})
                               if node.name == name and node.role == 'button'
                               and 'sensitive' in node.states and node.on_screen()), None),
                 f'button “{name}”').click()

    def act(self, button):
        """Opens the window of a task."""
        self.sluice.press(button)
        return self.dialog(button)

    def confirm(self, heading, verb):
        """Answers the question; GTK 4.8 names its buttons twice."""
        self.sluice.wait_words(heading)
        wait_for(lambda: self.sluice.node.maybe('button', f'{verb} {verb}')
                 or self.last_button(verb), f'“{verb}” in the question').click()

    def last_button(self, verb):
        buttons = [node for node in self.sluice.node.all('button', verb) if node.on_screen()]
        return buttons[-1] if len(buttons) > 1 else None

    def copy(self, name=COPY):
        """A connection that nothing uses."""
        self.open(USED)
        dialog = self.act('Duplicate')
        dialog.find('text box', 'Connection Name').set_text(name)
        dialog.find('button', 'Duplicate').click()
        self.sluice.wait_entry(f'^Connection {name} is ready$')
        self.back()

    def switch(self, scenario, on=True):
        """What goes wrong from now on."""
        request = urllib.request.Request(
            f'{self.practice.url}/practice/scenario?name={scenario}&on={str(on).lower()}',
            method='POST', data=b'')
        urllib.request.urlopen(request, timeout=10).close()

    def sent(self, method):
        return [line for line in self.practice.requests(f'^{method} ')
                if REGISTRY in line and ' signed ' in line]


def change_role(run):
    """Refused while a stream processor runs, by name; done where nothing is in the way."""
    page = Page(run)
    page.open(USED)
    dialog = page.act('Change Role')
    page.sluice.picture('change-role')
    dialog.find('button', 'Change Role').click()
    page.sluice.wait_words('new role is needed')
    dialog.find('text box', 'Role ARN').set_text(NEW_ROLE)
    dialog.find('button', 'Change Role').click()
    entry = page.sluice.wait_entry(f'^The role of {USED} was not changed$')
    expect(any('archiveSolar' in text for text in page.sluice.words(entry)), 'not told who')
    page.sluice.picture('change-role-in-use')
    page.back()

    page.copy()
    page.open(COPY)
    dialog = page.act('Change Role')
    dialog.find('text box', 'Role ARN').set_text(NEW_ROLE)
    dialog.find('button', 'Change Role').click()
    page.sluice.wait_entry(f'^The role of {COPY} was changed$')
    page.sluice.wait_words(NEW_ROLE)
    page.sluice.picture('role-changed')
    expect(len(page.sent('PATCH')) == 2, 'not one PATCH each')
    page.sluice.press('Test Again')
    dialog = page.dialog('Test Again')
    page.sluice.picture('test-again')
    dialog.find('button', 'Test Again').click()
    page.sluice.wait_entry(f'^Connection {COPY} was tested and is ready$')
    page.sluice.close()


def delete_undo(run):
    """Asked, deleted, seen to be gone, and brought back as it was."""
    page = Page(run, '--connections', '3')
    page.open(FREE)
    page.sluice.press('Delete')
    page.sluice.wait_words('No stream processor of its instance uses it')
    page.sluice.picture('delete')
    press('Escape')
    expect(not page.sent('DELETE'), 'deleted although it was not confirmed')
    page.sluice.press('Delete')
    page.confirm(f'Delete {FREE}', 'Delete')
    page.sluice.wait_entry(f'^Waiting until {FREE} is gone$')
    entry = page.sluice.wait_entry(f'^Connection {FREE} was deleted$')
    page.sluice.picture('deleted')
    entry.find('button', 'Undo').click()
    page.sluice.wait_entry(f'^Connection {FREE} is ready$')
    wait_for(lambda: not entry.maybe('button', 'Undo'), 'no second Undo')
    expect(len(page.sent('DELETE')) == 1, 'not one DELETE')
    expect(len(page.sent('POST')) == 1, 'not one POST')
    page.sluice.picture('undone')
    page.sluice.close()


def change_network(run):
    """Deleted, and then creating fails: said what exists now, and finished later."""
    page = Page(run, '--connections', '3')
    page.open(FREE)
    page.switch('role-missing@create-connection')
    dialog = page.act('Change Network')
    wait_for(lambda: dialog.maybe('checkbox', 'Private link in us-east-1'), 'the link')
    page.sluice.picture('change-network')
    press('Down')
    press('space')
    dialog.find('button', 'Change Network').click()
    entry = page.sluice.wait_entry(f'^{FREE} was deleted, and does not exist now$')
    page.sluice.picture('network-halfway')
    expect(entry.maybe('button', 'Undo'), 'no way back')
    page.switch('all', False)
    entry.find('button', 'Finish Change').click()
    page.sluice.wait_entry(f'^Connection {FREE} is ready$')
    expect(len(page.sent('DELETE')) == 1, 'not one DELETE')
    page.sluice.close()


def delete_many(run):
    """One question, one operation each; one that is refused stops nothing else."""
    page = Page(run, '--connections', '12', '--scenario', 'in-use@delete-connection*1')
    page.row(FREE)
    page.sluice.press('Select')
    page.press_shown('Select All')
    page.press_shown('Delete')
    page.sluice.wait_words('and 3 more')
    page.sluice.picture('delete-many')
    page.confirm('Delete 11 Connections', 'Delete')
    page.sluice.wait_entry('was not deleted$')
    wait_for(lambda: sum(entry.endswith('was deleted') for entry in page.sluice.entries()) == 10,
             'ten deleted')
    page.sluice.picture('deleted-many')
    expect(len(page.sent('DELETE')) == 11, 'not one DELETE each')
    page.sluice.close()


if __name__ == '__main__':
    sys.exit(main({re.sub('_', '-', function.__name__): function for function in (
        change_role, delete_undo, change_network, delete_many)}))
