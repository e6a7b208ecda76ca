# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts a practice Atlas, signs requests for it by hand, and prints TAP.

The signature is made here, from the RFC, so that each of its parts can be got wrong on purpose.
"""

import hashlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse

PROGRAM = sys.argv[1]
DATES = {'cloudProviderAccess': '2023-01-01', 'streams': '2023-02-01', 'processor': '2024-05-30'}
ROLE = 'arn:aws:iam::123456789012:role/atlas-stream-sink'
S3 = {'name': 's3sink', 'type': 'S3', 'aws': {'roleArn': ROLE, 'testBucket': 'my-bucket'}}


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


class Answer:
    """Status, headers (as a list of pairs) and body of one HTTP answer."""

    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.getheaders(), body

    def header(self, name):
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[0] if values else None

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        return self.json['errorCode']


class Atlas:
    """One running practice Atlas. `with Atlas('--scenario', 'slow') as atlas:` ends it for sure."""

    def __init__(self, *arguments, stdin=subprocess.PIPE):
        handle, self.log_path = tempfile.mkstemp(prefix='practice-', suffix='.log')
        os.close(handle)
        self.process = subprocess.Popen(
            [PROGRAM, '--until-stdin-closes', '--log', self.log_path, *arguments],
            stdin=stdin, stdout=subprocess.PIPE, text=True)
        self.line = self.process.stdout.readline()
        self.url, self.user, self.key, self.project, self.instance = self.line.split(' ')
        self.instance = self.instance.rstrip('\n')
        self.port = urllib.parse.urlsplit(self.url).port
        self.api = '/api/atlas/v2'
        self.streams = f'{self.api}/groups/{self.project}/streams'
        self.registry = f'{self.streams}/{self.instance}/connections'
        self.nonce, self.count = None, 0

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.process.stdout.close()
            os.unlink(self.log_path)
        assert self.process.returncode == 0, self.process.returncode

    def raw(self, method, target, headers=None, body=None, port=None, timeout=20):
        """One request on a connection of its own, nothing added."""
        line = http.client.HTTPConnection('127.0.0.1', port or self.port, timeout=timeout)
        try:
            line.request(method, target, body, headers or {})
            response = line.getresponse()
            return Answer(response, response.read())
        finally:
            line.close()

    def challenge(self, answer=None):
        """Takes the nonce from a 401."""
        answer = answer or self.raw('GET', self.api)
        assert answer.status == 401, answer.status
        found = re.search(r'nonce="([^"]*)"', str(answer.headers))
        self.nonce, self.count = found[1], 0
        return answer

    def sign(self, method, target, **changes):
        """An Authorization header; `changes` spoil single parts of it."""
        self.count += 1
        part = {'username': self.user, 'realm': 'MMS Public API', 'nonce': self.nonce,
                'uri': target, 'nc': f'{self.count:08x}', 'cnonce': 'c0ffee', 'qop': 'auth',
                'algorithm': 'MD5', 'key': self.key}
        part.update(changes)
        ha1 = md5(f"{part['username']}:{part['realm']}:{part.pop('key')}")
        ha2 = md5(f"{method}:{part['uri']}")
        part.setdefault('response', md5(':'.join(
            [ha1, part['nonce'], part['nc'], part['cnonce'], 'auth', ha2])))
        return 'Digest ' + ', '.join(
            f'{key}={value}' if key in ('nc', 'qop', 'algorithm') else f'{key}="{value}"'
            for key, value in part.items())

    def send(self, method, target, body=None, headers=None, port=None, timeout=20, **changes):
        """One signed request with the nonce at hand: no second try, whatever comes."""
        if self.nonce is None:
            self.challenge()
        date = next((date for word, date in reversed(DATES.items())
                     if re.search(rf'/{word}s?(/|\?|$)', target)), '2023-01-01')
        kind = f'application/vnd.atlas.{date}+json'
        sent = {'Accept': kind, 'Authorization': self.sign(method, target, **changes)}
        if body is not None:
            sent['Content-Type'] = kind
            body = body if isinstance(body, (bytes, str)) else json.dumps(body)
        sent.update(headers or {})
        return self.raw(method, target, sent, body, port, timeout)

    def get(self, target, **more):
        return self.send('GET', target, **more)

    def create(self, **changes):
        return self.send('POST', self.registry, {**S3, **changes})

    def switch(self, names, on=True):
        query = urllib.parse.urlencode({'name': names, 'on': 'true' if on else 'false'})
        return self.raw('POST', '/practice/scenario?' + query)

    def log(self):
        with open(self.log_path, encoding='utf-8') as file:
            return [line.split() for line in file]

    def state_of(self, name):
        answer = self.get(f'{self.registry}/{name}')
        return answer.json.get('state') if answer.status == 200 else answer.status

    def wait_for(self, name, state):
        """Asks until the connection is in that state (or answered with that status)."""
        until(lambda: self.state_of(name) == state)


def until(condition, seconds=20):
    """Looks again and again until it is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, 'it never came to be'
        time.sleep(0.05)


def lost(function, *arguments, **more):
    """Whether the server hung up instead of answering."""
    try:
        function(*arguments, **more)
    except (http.client.RemoteDisconnected, ConnectionResetError):
        return True
    return False


def run(tests):
    """Runs functions, prints TAP, returns the exit status."""
    print(f'1..{len(tests)}')
    failed = False
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        try:
            test()
            print(f'ok {number} {name}', flush=True)
        except Exception:  # a test point may fail in any way
            failed = True
            print(f'not ok {number} {name}', flush=True)
            print('# ' + traceback.format_exc().replace('\n', '\n# '), flush=True)
    return 1 if failed else 0
