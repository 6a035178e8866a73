// Hosted documents to look at: the demo college's records as if this office
// had made them, in the Builder and published.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { run, source } from './env.mjs';
import { publish, words } from './items.mjs';
import { password, signIn } from './staff.mjs';
import { Visitor } from './visitor.mjs';

const home = 'https://records.riverbend.example';

// Bring the demo records ${names} into the Builder, with ids of ${site}, after
// ${change} has had each document.
export function bring(site, names, change = document => document) {
  for (const name of names) {
    const text = readFileSync(join(source, 'db/demo', `${name}.json`), 'utf8')
      .replaceAll(home, site.url);
    site.must('import', '--build', site.write(`${name}.json`, JSON.stringify(change(JSON.parse(text)))));
  }
}

// An owner, signed in, however the site is served.
export async function owner(site, email = 'maria@office.example') {
  const [program, ...args] = site.command('user', 'add', email, 'Maria Reyes',
    '--role', 'owner', '--password-stdin');
  const done = run(program, args, { input: `${password}\n` });
  assert.equal(done.status, 0, done.stderr);
  const visitor = new Visitor(site);
  assert.equal((await signIn(visitor, email)).status, 303);
  return visitor;
}

// Rows of the site's database, as objects.
export function rows(site, sql) {
  const done = run('sqlite3', ['-json', '-cmd', '.timeout 5000', site.settings.database, sql]);
  assert.equal(done.status, 0, done.stderr);
  return JSON.parse(done.stdout || '[]');
}

// Publish the records in the Builder that never were, with all in them.
export async function publishAll(site, owner, folder = 'clrs', as = 'Clr') {
  for (const { id } of rows(site, `SELECT id FROM item WHERE class = '${as}' AND version = 0`)) {
    const reply = await publish(owner, `/${folder}/${id}`);
    assert.equal(reply.status, 303, words(reply));
  }
}

// The paths of all that is hosted, below the address of the site.
export function addresses(site, where = '1') {
  return rows(site, `SELECT path FROM hosted WHERE ${where} ORDER BY path`)
    .map(row => `/ims/clr/v1p0/${row.path}`);
}
