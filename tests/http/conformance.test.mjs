// The conformance suite: green on a Provider that is right, and red, with the
// right id, on one that makes a single mistake.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { clarus, freePort, source, temporary } from './lib/env.mjs';
import { faults, openProvider } from './lib/provider.mjs';

const secret = join(temporary(), 'secret');
writeFileSync(secret, 's3cret\n');

function conformance(provider, args) {
  return new Promise(done => {
    const child = execFile(clarus, ['conformance', 'provider', provider.base,
      '--fetch-allow', provider.host, ...args], { timeout: 120000 },
    (error, stdout, stderr) => done({ status: child.exitCode, stdout, stderr }));
  });
}

async function report(provider, args = []) {
  const done = await conformance(provider, ['--client', 'wallet', '--client-secret', secret, '--json', ...args]);
  assert.ok(done.stdout.startsWith('{'), `${done.stdout}${done.stderr}`);
  const all = JSON.parse(done.stdout);
  return { ...all, status: done.status, checks: all.features.flatMap(feature => feature.checks) };
}

const failed = all => all.checks.filter(check => check.outcome === 'failed').map(check => check.id);

test('a Provider that is right passes every check', async () => {
  const provider = await openProvider();
  try {
    const all = await report(provider);
    const told = all.checks.filter(check => check.outcome !== 'passed')
      .map(check => [check.id, check.outcome, ...check.findings.filter(f => f.outcome !== 'passed').map(f => `${f.words} ${f.url ?? ''} ${f.status ?? ''}`)]);
    assert.deepEqual(told, []);
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
      const all = await report(provider);
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
    const all = await report(provider, ['--read-only']);
    assert.deepEqual(failed(all), []);
    assert.equal(all.outcome, 'not done');
    assert.equal(all.status, 0);
    assert.equal(all.checks.find(check => check.id === 'SPW-2').outcome, 'not done');
    assert.equal(all.checks.find(check => check.id === 'SPR-2').outcome, 'passed');
    const people = await conformance(provider, ['--read-only']);
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
    await report(provider, ['--html', page, '--templates', join(source, 'templates')]);
    const html = readFileSync(page, 'utf8');
    assert.match(html, /<html lang="en" dir="ltr">/);
    assert.match(html, /<span class="is failed">failed<\/span> PS-4/);
    assert.match(html, /<details open><summary>/);
    assert.match(html, /The token&#39;s type is Bearer/);
    assert.equal((await conformance(provider, ['--html', '/nowhere/a', '--templates', join(source, 'templates')])).status, 1);
  } finally {
    await provider.close();
  }
});

test('the code flow, with a person at the browser', async () => {
  const provider = await openProvider();
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/callback`;
  try {
    const child = execFile(clarus, ['conformance', 'provider', provider.base, '--fetch-allow', provider.host,
      '--client', 'wallet', '--client-secret', secret, '--browser', String(port), '--json'], { timeout: 120000 });
    let said = '', stdout = '';
    child.stdout.on('data', part => { stdout += part; });
    const ended = new Promise(done => { child.on('exit', done); });
    const address = new Promise(done => {
      child.stderr.on('data', part => {
        said += part;
        const found = said.match(/http:\S+\n/);
        if (found) done(found[0].trim());
      });
    });
    const asked = new URL(await address);
    assert.equal(asked.searchParams.get('redirect_uri'), callback);
    assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
    // Strangers at the door change nothing.
    assert.equal((await fetch(`http://127.0.0.1:${port}/favicon.ico`)).status, 200);
    const thanks = await fetch(asked);
    assert.match(await thanks.text(), /close this window/);
    assert.equal(await ended, 0);
    const all = JSON.parse(stdout);
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
      assert.equal((await conformance(provider, args)).status, 2);
    assert.equal((await conformance(provider, ['--client-secret', '/nowhere'])).status, 1);
  } finally {
    await provider.close();
  }
});
