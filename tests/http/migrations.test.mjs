// The schema: made, brought forward, and refused when it does not fit.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { clarus, run, source, temporary } from './lib/env.mjs';

const released = join(source, 'db/migrations');

// An office without a server: run its subcommands.
function office() {
  const dir = temporary();
  const migrations = join(dir, 'migrations');
  cpSync(released, migrations, { recursive: true });
  const call = (...words) => run(clarus, ['--data-dir', dir,
    '--database', join(dir, 'clarus.db'), '--migrations', migrations,
    '--templates', join(source, 'templates'), '--log', join(dir, 'log'),
    '--base-url', 'http://127.0.0.1', ...words]);
  const next = String(readdirSync(released).length + 1).padStart(4, '0');
  const add = (sql, number = next) =>
    writeFileSync(join(migrations, `${number}_more.sql`), sql);
  return { dir, call, add, next };
}

function isRefused(done, words) {
  assert.notEqual(done.status, 0);
  assert.equal(done.signal, null);
  assert.match(done.stderr, words);
}

test('init makes a database, twice does no harm', () => {
  const { dir, call } = office();
  assert.equal(call('init').status, 0);
  const file = join(dir, 'a.json');
  writeFileSync(file, recordBytes());
  assert.equal(call('import', file).status, 0);
  assert.equal(call('init').status, 0);
  assert.match(call('import', file).stdout, /Bea Moss/);
});

test('no database: told to make one', () => {
  const { dir, call } = office();
  isRefused(call('--socket', join(dir, 's'), 'serve'), /init|database/);
  isRefused(call('import', join(dir, 'none.json')), /init|database/);
});

test('an older schema: serve names the way out, migrate goes it', () => {
  const { dir, call, add } = office();
  call('init');
  add('CREATE TABLE extra (n BIGINT);');
  isRefused(call('--socket', join(dir, 's'), 'serve'), /migrate/);
  isRefused(call('share', '--list', 'x'), /migrate/);
  assert.equal(call('migrate').status, 0);
  isRefused(call('share', 'x', '--name', 'A'), /record/);
});

test('a newer schema is refused', () => {
  const { dir, call, add } = office();
  add('CREATE TABLE extra (n BIGINT);');
  call('init');
  const older = (...words) => run(clarus, ['--data-dir', dir,
    '--database', join(dir, 'clarus.db'), '--migrations', released,
    '--templates', join(source, 'templates'), '--log', join(dir, 'log'), ...words]);
  isRefused(older('--socket', join(dir, 's'), 'serve'), /newer/);
  isRefused(older('migrate'), /newer|version \d+, this program knows \d+/);
});

test('a migration that fails changes nothing', () => {
  const { call, add } = office();
  call('init');
  add('CREATE TABLE extra (n BIGINT);\nINSERT INTO nowhere VALUES (1);\n');
  isRefused(call('migrate'), /\w/);
  add('CREATE TABLE extra (n BIGINT);');
  assert.equal(call('migrate').status, 0, 'the table of the first try is not there');
});

test('a gap and a number twice are refused', () => {
  for (const number of ['0099', '0001']) {
    const { call, add } = office();
    add('CREATE TABLE extra (n BIGINT);', number);
    isRefused(call('init'), /\d/);
  }
});
