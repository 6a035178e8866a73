// The conformance suite: green on a Provider that is right, and red, with the
// right id, on one that makes a single mistake.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { conformance, report, secretFile, trouble } from './lib/conformance.mjs';
import { freePort, source, temporary } from './lib/env.mjs';
import { faults, openProvider } from './lib/provider.mjs';

const credentials = ['--client', 'wallet', '--client-secret', secretFile('s3cret')];
const templates = ['--templates', join(source, 'templates')];

const asked = (provider, args = [], told) => report(provider.base, [...credentials, ...args], told);

const failed = all => all.checks.filter(check => check.outcome === 'failed').map(check => check.id);

test('a Provider that is right passes every check', async () => {
  const provider = await openProvider();
  try {
    const all = await asked(provider);
    assert.deepEqual(trouble(all), []);
    assert.equal(all.outcome, 'passed');
    assert.equal(all.status, 0);
    assert.equal(all.checks.length, 28);
    assert.deepEqual(all.features.map(feature => feature.id), ['PS', 'SPR', 'SPW', 'VP']);
    assert.equal(provider.records.size, 1, 'what was posted is gone again');
  } finally {
    await provider.close();
  }
});

for (const [name, [id, fault]] of Object.entries(faults))
  test(`a mistake is found: ${name}`, async () => {
    const provider = await openProvider(fault);
    try {
      const all = await asked(provider);
      assert.ok(failed(all).includes(id), `${id} of ${failed(all)}`);
      assert.equal(all.outcome, 'failed');
      assert.equal(all.status, 1);
    } finally {
      await provider.close();
    }
  });

test('what is not offered is no mistake, what could not be asked is said', async () => {
  const provider = await openProvider();
  try {
    const all = await asked(provider, ['--read-only']);
    assert.deepEqual(failed(all), []);
    assert.equal(all.outcome, 'not done');
    assert.equal(all.status, 0);
    assert.equal(all.checks.find(check => check.id === 'SPW-2').outcome, 'not done');
    assert.equal(all.checks.find(check => check.id === 'SPR-2').outcome, 'passed');
    const people = await conformance(provider.base, ['--read-only']);
    assert.match(people.stdout, /Service Provider \(Read\): not done/);
    assert.match(people.stdout, /No token for reading could be had/);
  } finally {
    await provider.close();
  }
});

test('the report is a page too', async () => {
  const provider = await openProvider(faults['a token has no type'][1]);
  const page = join(temporary(), 'report.html');
  try {
    await asked(provider, ['--html', page, ...templates]);
    const html = readFileSync(page, 'utf8');
    assert.match(html, /<html lang="en" dir="ltr">/);
    assert.match(html, /<span class="is failed">failed<\/span> PS-4/);
    assert.match(html, /<details open><summary>/);
    assert.match(html, /The token&#39;s type is Bearer/);
    assert.equal((await conformance(provider.base, ['--html', '/nowhere/a', ...templates])).status, 1);
  } finally {
    await provider.close();
  }
});

test('the code flow, with a person at the browser', async () => {
  const provider = await openProvider();
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/callback`;
  try {
    const all = await asked(provider, ['--browser', String(port)], async url => {
      const query = new URL(url).searchParams;
      assert.equal(query.get('redirect_uri'), callback);
      assert.equal(query.get('code_challenge_method'), 'S256');
      // Strangers at the door change nothing.
      assert.equal((await fetch(`http://127.0.0.1:${port}/favicon.ico`)).status, 200);
      const thanks = await fetch(url);
      assert.match(await thanks.text(), /close this window/);
    });
    assert.equal(all.status, 0);
    assert.equal(all.outcome, 'passed');
    assert.ok(all.features[0].checks[1].findings.some(f => f.words.includes('sent back with a code')));
  } finally {
    await provider.close();
  }
});

test('a wrong call is told', async () => {
  const provider = await openProvider();
  try {
    for (const args of [['--browser', 'x'], ['--client'], ['--what'], ['--document', 'a', 'b']])
      assert.equal((await conformance(provider.base, args)).status, 2);
    assert.equal((await conformance(provider.base, ['--client-secret', '/nowhere'])).status, 1);
  } finally {
    await provider.close();
  }
});
