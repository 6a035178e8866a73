// Running the conformance suite without waiting for it, so that what answers
// it may be of this process.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { clarus, temporary } from './env.mjs';

// Start it; ${told}, if given, is called with the address it says to open.
// {status, stdout, stderr}
export function conformance(base, args, told) {
  return new Promise(done => {
    let said = '', isTold = false;
    const child = execFile(clarus, ['conformance', 'provider', base, '--fetch-allow', new URL(base).host, ...args],
      { timeout: 120000 }, (error, stdout, stderr) => done({ status: child.exitCode, stdout, stderr }));
    child.stderr.on('data', part => {
      said += part;
      const url = said.match(/http:\S+(?=\n)/)?.[0];
      if (!url || isTold || !told) return;
      isTold = true;
      told(url);
    });
  });
}

// A file that holds ${secret}.
export function secretFile(secret) {
  const path = join(temporary(), 'secret');
  writeFileSync(path, `${secret}\n`);
  return path;
}

// The report as JSON, with all its checks in one list.
export async function report(base, args, told) {
  const done = await conformance(base, ['--json', ...args], told);
  assert.ok(done.stdout.startsWith('{'), `${done.stdout}${done.stderr}`);
  const all = JSON.parse(done.stdout);
  return { ...all, status: done.status, checks: all.features.flatMap(feature => feature.checks) };
}

// What did not pass, and why.
export function trouble(all) {
  return all.checks.filter(check => check.outcome !== 'passed').map(check => [check.id, check.outcome,
    ...check.findings.filter(f => f.outcome !== 'passed').map(f => `${f.words} ${f.url ?? ''} ${f.status ?? ''}`)]);
}
