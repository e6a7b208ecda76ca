#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person does with Sluice, from outside: names on the screen, a practice server, no more."""

import os
import subprocess
import sys

from atspi import wait_for
from journey import ROLE, Practice, Sluice, expect, main

KEEPS_SETTINGS = {'GSETTINGS_BACKEND': 'keyfile'}


def open_sluice(run, practice, *arguments, **kwargs):
    return run(Sluice, '--base-url', practice.url, *arguments, **kwargs)


def main_job(run):
    """From an empty form to a connection that is ready."""
    practice = run(Practice)
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    sluice.wait_entry('^Waiting until s3sink is ready$')
    sluice.picture('main-job-waiting')
    entry = sluice.wait_entry('^Connection s3sink is ready$')
    sluice.picture('main-job')
    entry.find('button', 'Details').click()
    evidence = wait_for(lambda: '\n'.join(text for text in sluice.words(entry) if 'HTTP' in text),
                        'the evidence')
    for wanted in ('/api/atlas/v2/groups/', practice.project, '/connections', '200', 'Requests'):
        expect(wanted in evidence, f'no {wanted} in the evidence: {evidence}')
    expect(practice.private_key not in evidence, 'the evidence holds the private key')
    sluice.picture('main-job-details')
    sent = practice.requests('POST')
    expect(len(sent) == 1, f'sent {sent}')
    sluice.close()


def wrong_key(run):
    """It is said, in the pane, before anything is created; the right key then works."""
    practice = run(Practice)
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice, private_key='00000000-0000-4000-8000-000000000000')
    entry = sluice.wait_entry('^Key practice was not accepted$')
    expect(any('private key' in text for text in sluice.words(entry)), 'no sentence about the key')
    sluice.press('Create Connection')
    sluice.wait_hint('private key is wrong')
    sluice.picture('wrong-key')
    expect(not practice.requests('POST .* 200'), 'created with a wrong key')
    sluice.fill(private_key=practice.private_key)
    sluice.wait_entry('^Key practice was accepted$')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.close()


def taken_name(run):
    """The field says so, and by what; nothing is sent for it."""
    practice = run(Practice)
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice, connection_name='orders')
    sluice.wait_words('Taken: .*Kafka')
    sluice.press('Create Connection')
    sluice.wait_hint('Taken: .*Kafka')
    sluice.picture('taken-name')
    expect(not any('orders' in name for name in sluice.entries()),
           f'sent for a name that is taken: {sluice.entries()}')
    sluice.fill(connection_name='orders-archive')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection orders-archive is ready$')
    sluice.close()


def root_arn(run):
    """Atlas's own account, from the trust policy, is not the role."""
    practice = run(Practice)
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice, role_arn='arn:aws:iam::111122223333:root')
    sluice.press('Create Connection')
    sluice.wait_hint('trust policy')
    sluice.picture('root-arn')
    expect(not any('s3sink' in name for name in sluice.entries()), 'sent with a :root ARN')
    sluice.fill(role_arn=f'  {ROLE}\n')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.close()


def lost_answer(run):
    """Created, but the answer never came: Sluice finds out by itself and sends nothing twice."""
    practice = run(Practice, '--scenario', 'lost-answer')
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    entry = sluice.wait_entry('^Connection s3sink is ready$')
    expect(any('lost' in text for text in sluice.words(entry)), 'the lost answer is not mentioned')
    sent = practice.requests('POST')
    expect(len(sent) == 1, f'sent {sent}')
    sluice.picture('lost-answer')
    sluice.close()


def lost_request(run):
    """Not created, and the answer never came: that is said, and that trying again is safe."""
    practice = run(Practice, '--scenario', 'lost-request*1')
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    sluice.wait_entry('^s3sink was not created$')
    sluice.picture('lost-request')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.close()


def cancel(run):
    """Stops the watching, not the creation, and says so."""
    practice = run(Practice, '--scenario', 'pending-forever')
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    sluice.wait_entry('^Waiting until s3sink is ready$')
    sluice.press('Cancel')
    entry = sluice.wait_entry('^Connection s3sink was created, no longer watched$')
    expect(entry.maybe('button', 'Check Again'), 'no way to look again')
    wait_for(sluice.node.find('button', 'Create Connection').on_screen, 'the form again')
    sluice.picture('cancel')
    sluice.close()


def secrets():
    return subprocess.run(['secret-tool', 'search', '--all', 'application',
                           os.environ['SLUICE_APP_ID']],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False).stdout


def remembered_key(run):
    """Kept in the keyring, there again at the next start, and truly forgotten."""
    practice = run(Practice)
    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    switch = sluice.node.find('switch', 'Remember this key')
    if 'checked' not in switch.states:
        switch.act('Toggle')
    sluice.fill_for(practice)
    sluice.wait_entry('^Key practice was accepted$')
    wait_for(lambda: practice.private_key in secrets(), 'the key in the keyring')
    sluice.close()

    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    sluice.wait_entry('^Key practice was accepted$')
    sluice.picture('remembered-key')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.press('Forget')
    sluice.wait_entry('^Key practice was forgotten$')
    expect(practice.private_key not in secrets(), f'still in the keyring: {secrets()}')
    sluice.picture('forgotten-key')
    sluice.close()


def without_keyring(run):
    """No keyring at all: the key serves this session, and Sluice says so."""
    practice = run(Practice)
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice)
    sluice.wait_entry('^Key practice was not kept$')
    sluice.picture('without-keyring')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.close()


def killed(run):
    """What was typed survives, the private key aside, which is nowhere on disk."""
    practice = run(Practice)
    settings = os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')

    def written():
        with open(settings) as keyfile:
            return 'typed-name' in keyfile.read()

    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    sluice.fill_for(practice, connection_name='typed-name', test_bucket='typed-bucket')
    wait_for(lambda: os.path.exists(settings) and written(), 'the settings on disk')
    sluice.kill()
    found = subprocess.run(['grep', '-rl', practice.private_key, os.environ['GUI_SESSION_DIR']],
                           stdout=subprocess.PIPE, text=True, check=False).stdout
    expect(not found, f'the private key is in {found}')

    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    for name, text in (('Public Key', practice.public_key), ('Private Key', ''),
                       ('Project ID', practice.project),
                       ('Stream Processing Instance', practice.instance),
                       ('Connection Name', 'typed-name'), ('Role ARN', ROLE),
                       ('Test Bucket', 'typed-bucket')):
        there = sluice.field(name).text
        expect(there == text, f'{name}: {there!r} instead of {text!r}')
    sluice.picture('killed')
    sluice.close()


def two_windows(run):
    """What is typed in one window is never overwritten by another: each finds its own again."""
    def window_named(sluice, name):
        return wait_for(lambda: next((window for window in sluice.node.children()
                                      if (window.find('text box', 'Connection Name').text == name)),
                                     None), f'a window with “{name}”')

    def open_own(sluice):
        before = len(sluice.node.children())
        subprocess.run([os.environ['SLUICE_PROGRAM']], env=dict(os.environ, **KEEPS_SETTINGS),
                       stdin=subprocess.DEVNULL, timeout=30, check=True)
        wait_for(lambda: len(sluice.node.children()) > before, 'a second window')

    practice = run(Practice)
    settings = os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')
    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    sluice.fill(connection_name='for-other')
    open_own(sluice)
    own = window_named(sluice, '')
    own.find('text box', 'Connection Name').set_text('for-own')
    own.find('text box', 'Test Bucket').set_text('own-bucket')

    def written():
        with open(settings, encoding='utf-8') as keyfile:
            text = keyfile.read()
        return all(word in text for word in ('for-other', 'for-own', 'own-bucket'))
    wait_for(lambda: os.path.exists(settings) and written(), 'both on disk', 5)
    sluice.kill()

    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    expect(sluice.field('Connection Name').text == 'for-other', 'the other window overwrote it')
    expect(sluice.field('Test Bucket').text == '', 'a bucket of the other window')
    open_own(sluice)
    own = window_named(sluice, 'for-own')
    expect(own.find('text box', 'Test Bucket').text == 'own-bucket', 'the bucket is lost')


if __name__ == '__main__':
    sys.exit(main({function.__name__.replace('_', '-'): function for function in (
        main_job, wrong_key, taken_name, root_arn, lost_answer, lost_request, cancel,
        remembered_key, without_keyring, killed, two_windows)}))
