#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page AWS Access: from nothing to a role in the form, with all that can go wrong between."""

import json
import re
import sys

from atspi import Failure, press, type_text, wait_for
from journey import Practice, Sluice, expect, main
from looks import unnamed

KEEPS_SETTINGS = {'GSETTINGS_BACKEND': 'keyfile'}
ROLE = 'arn:aws:iam::123456789012:role/harbour/s3-writer'
ROOT = 'arn:aws:iam::111122223333:root'


class Page:
    """The page AWS Access of a running Sluice."""

    def __init__(self, sluice):
        self.sluice = sluice
        press('ctrl+2')
        wait_for(self.start_button, 'the page AWS Access')

    def visible(self, role, name):
        return next((node for node in self.sluice.node.all(role, name) if node.on_screen()), None)

    def start_button(self):
        return self.sluice.node.maybe('button', 'Start Setup')

    def node(self, role, name):
        """Somewhere on the page, perhaps below the fold; other pages have fields of that name."""
        def find():
            nodes = list(self.sluice.node.named())
            start = [node for node, _, _ in nodes].index(self.start_button())
            return next((node for node, _, its_name in nodes[start:]
                         if its_name == name and node.has_role(role)), None)
        return wait_for(find, f'[{role}] “{name}”')

    def fill(self, name, text):
        self.node('text box', name).set_text(text)

    def press(self, name):
        def ready():
            node = self.sluice.node.maybe('button', name)
            return node if node and 'sensitive' in node.states else None
        wait_for(ready, f'button “{name}” that can be pressed').click()

    def text(self, name):
        return self.node('text box', name).text

    def told(self, pattern, seconds=30):
        """A sentence anywhere on the page, below the fold too."""
        def find():
            return next((name for _, role, name in self.sluice.node.named()
                         if role == 'label' and re.search(pattern, name)), None)
        return wait_for(find, f'words “{pattern}”', seconds)


def open_page(run, practice, **kwargs):
    sluice = run(Sluice, '--base-url', practice.url, **kwargs)
    sluice.fill(public_key=practice.public_key, private_key=practice.private_key,
                project_id=practice.project,
                stream_processing_instance=practice.instance)
    sluice.wait_entry('^Key .* was accepted$')
    return sluice, Page(sluice)


def aws_pointer(run):
    """All five steps by pointer."""
    practice = run(Practice)
    sluice, page = open_page(run, practice)
    sluice.picture('aws-1-opened')
    before = len(list(sluice.node.find('list', 'Setups of This Project').children()))
    page.press('Start Setup')
    sluice.wait_entry('^AWS access was started$')
    expect(len(practice.requests('POST .*cloudProviderAccess')) == 1, 'not one POST')
    wait_for(lambda: len(sluice.node.find('list', 'Setups of This Project').children()) > before,
             'one more set-up')
    page.press('Copy Trust Policy')
    trust = json.loads(page.text('Trust Policy'))
    expect(trust['Statement'][0]['Action'] == 'sts:AssumeRole', trust)
    sluice.picture('aws-2-trust')
    page.fill('Bucket', 'harbour-archive')
    page.press('Copy Permission Policy')
    permissions = json.loads(page.text('Permission Policy'))
    expect('Principal' not in json.dumps(permissions), 'a principal in an identity policy')
    page.fill('Role ARN', ROOT)
    page.press('Authorize Role')
    page.told('trust policy')
    expect(not practice.requests('PATCH'), 'sent with a :root ARN')
    sluice.picture('aws-4-root')
    page.fill('Role ARN', ROLE)
    page.press('Authorize Role')
    sluice.wait_entry('^Role s3-writer is authorized$')
    sluice.picture('aws-4-authorized')
    page.press('Use This Role')
    wait_for(lambda: sluice.field('Role ARN').text == ROLE, 'the role in the form')
    wait_for(lambda: page.visible('button', 'Create Connection'), 'the page Connect')
    sluice.picture('aws-5-used')
    sluice.fill(connection_name='s3sink')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.close()


def aws_keyboard(run):
    """The same without a pointer, and with a role that Atlas can assume only at the third try."""
    practice = run(Practice, '--scenario', 'cannot-assume-role')
    sluice, page = open_page(run, practice)

    def tab_to(name):
        seen = []
        for _ in range(40):
            seen.append(focused(sluice))
            if seen[-1] == name:
                return
            press('Tab')
        raise Failure(f'“{name}” is not in the keyboard order: {seen}')

    wait_for(lambda: page.visible('checkbox', 'atlas-stream-sink'), 'the set-ups')
    tab_to('Start Setup')
    press('space')
    sluice.wait_entry('^AWS access was started$')
    tab_to('Copy Trust Policy')
    press('space')
    press('alt+b')
    type_text('harbour-archive')
    wait_for(lambda: page.text('Bucket') == 'harbour-archive', 'the bucket typed')
    press('alt+a')
    type_text(ROLE)
    press('Return')
    entry = sluice.wait_entry('^Atlas cannot assume s3-writer yet$')
    wait_for(lambda: any('Tried 1 of 8' in text for text in sluice.words(entry)), 'the count')
    sluice.picture('aws-retrying')
    sluice.wait_entry('^Role s3-writer is authorized$', 60)
    expect(len(practice.requests('PATCH')) == 3, 'not three tries')
    tab_to('Use This Role')
    press('space')
    wait_for(lambda: sluice.field('Role ARN').text == ROLE, 'the role in the form')
    sluice.close()


def focused(sluice):
    return next((node.name for node in sluice.node.walk()
                 if 'focused' in node.states and node.name), None)


def aws_never(run):
    """A role that Atlas can never assume: stopped, and said what to check."""
    practice = run(Practice, '--scenario', 'cannot-assume-role@authorize-role*0')
    sluice, page = open_page(run, practice)
    page.fill('Role ARN', ROLE)
    page.press('Authorize Role')
    entry = sluice.wait_entry('^Atlas cannot assume s3-writer yet$')
    expect(entry.maybe('button', 'Stop Trying'), 'no way to stop in the status pane')
    page.press('Stop Trying')
    sluice.wait_entry('^Authorizing s3-writer was stopped$')
    page.told('not authorized')
    sent = len(practice.requests('PATCH'))
    sluice.picture('aws-stopped')
    page.press('Authorize Role')
    sluice.wait_entry('^Atlas cannot assume s3-writer yet$')
    press('Escape')
    sluice.wait_entry('^Authorizing s3-writer was stopped$')
    expect(len(practice.requests('PATCH')) == sent + 1, 'sent after it was stopped')
    sluice.close()


def aws_resumed(run):
    """Begun, closed, gone on with: the set-up and all that was typed are there again."""
    practice = run(Practice)
    sluice, page = open_page(run, practice, env=KEEPS_SETTINGS)
    page.press('Start Setup')
    sluice.wait_entry('^AWS access was started$')
    page.press('Copy Trust Policy')
    page.fill('Bucket', 'harbour-archive')
    page.fill('Role ARN', ROLE)
    policy = page.text('Trust Policy')
    sluice.close()

    sluice, page = open_page(run, practice, env=KEEPS_SETTINGS)
    wait_for(lambda: page.text('Trust Policy') == policy, 'the same external ID')
    expect(page.text('Bucket') == 'harbour-archive', 'the bucket was forgotten')
    expect(page.text('Role ARN') == ROLE, 'the role was forgotten')
    sluice.picture('aws-resumed')
    page.press('Authorize Role')
    sluice.wait_entry('^Role s3-writer is authorized$')
    expect(len(practice.requests('POST .*cloudProviderAccess')) == 1, 'started twice')
    sluice.close()


PRESENT = '''{
  "Version": "2012-10-17",
  "Statement": {"Sid": "Mine", "Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "sts:AssumeRole"}
}'''


def aws_merged(run):
    """A role that trusts others already goes on trusting them."""
    practice = run(Practice)
    sluice, page = open_page(run, practice)
    page.node('switch', 'Add to an existing role').act('Toggle')
    page.node('text box', 'Present Trust Policy').set_text(PRESENT)
    page.told('(is|are) new')
    merged = json.loads(page.text('Trust Policy'))['Statement']
    expect(merged[0]['Sid'] == 'Mine' and len(merged) == 2, f'merged into {merged}')
    sluice.picture('aws-merged')
    page.node('text box', 'Present Trust Policy').set_text(PRESENT[:-1])
    page.told('^Line ')
    wait_for(lambda: not page.visible('button', 'Copy Trust Policy'), 'no policy to copy')
    sluice.picture('aws-not-merged')
    sluice.close()


def aws_deauthorize(run):
    """Asked first, with what would break."""
    practice = run(Practice)
    sluice, page = open_page(run, practice)
    sluice.window.click(wait_for(lambda: page.visible('checkbox', 'atlas-stream-sink'), 'the role'))
    page.fill('Role ARN', ROLE)
    page.told('takes its place')
    page.press('Deauthorize…')
    page.told('would stop working')
    sluice.picture('aws-deauthorize')
    # Named twice by GTK 4.8.
    wait_for(lambda: page.visible('button', 'Deauthorize Deauthorize')
             or page.visible('button', 'Deauthorize'), 'the question').click()
    sluice.wait_entry('^atlas-stream-sink was deauthorized$')
    expect(len(practice.requests('DELETE')) == 1, 'not one DELETE')
    sluice.close()


def aws_looks(run):
    """360 pixels wide, and with 400 roles; nothing without a name."""
    practice = run(Practice, '--roles', '400')
    sluice, page = open_page(run, practice)
    expect(not list(unnamed(sluice.node)), f'unnamed: {list(unnamed(sluice.node))}')
    size = sluice.window.resize(360, 640)
    expect(size[0] <= 360, f'the window takes {size[0]} pixels at least')
    sluice.picture('aws-narrow-1')
    page.fill('Bucket', 'harbour-archive')
    page.fill('Role Name', 's3-writer')
    for number, field in enumerate(('Bucket', 'Role Name', 'Role ARN')):
        sluice.window.focus()
        press({'Bucket': 'alt+b', 'Role Name': 'alt+m', 'Role ARN': 'alt+a'}[field])
        sluice.picture(f'aws-narrow-{number + 2}')
    setups = sluice.node.find('list', 'Setups of This Project')
    next(node for node in sluice.node.all('button') if node.name.startswith('Show All 4')).click()
    wait_for(lambda: len(setups.children()) >= 400, 'all roles')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({function.__name__.replace('_', '-'): function for function in (
        aws_pointer, aws_keyboard, aws_never, aws_resumed, aws_merged, aws_deauthorize,
        aws_looks)}))
