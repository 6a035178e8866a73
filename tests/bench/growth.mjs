// Does it matter how much is kept?  Point look-ups in an office of 1,000
// hosted assertions and in one of 1,000,000, each with a tenth as many
// records that a client posted: how much longer they take, medians of
// interleaved rounds.  Usage: growth.mjs [--most N]; minutes, and gigabytes
// under the folder for temporary files.  Needs CLARUS (the program) and
// CLARUS_SRC as tests/http does, wrk and sqlite3.  Exit status 1: a look-up
// grows by more than the goal.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { run, stop } from '../http/lib/env.mjs';
import { openSite } from '../http/lib/site.mjs';
import { record } from '../http/lib/documents.mjs';
import { call, client, payload, token } from '../http/lib/tokens.mjs';
import { fill } from './desk.mjs';

const { values } = parseArgs({ options: { most: { type: 'string', default: '1000000' } } });
const sizes = [1000, Number(values.most)];
const goal = 1.3;
const rounds = 5;
const seconds = 3;

// ${count} assertions that are hosted, and a tenth as many records like the
// one that was posted.
function grow(database, count) {
  fill(database, count);
  const done = run('sqlite3', [database], { ms: 1200000, input: `
PRAGMA synchronous = OFF;
BEGIN;
INSERT INTO version (item_id, number, state, sha256, published_at, published_by, record_id, draft, doc)
 SELECT id, 1, 'published', lower(hex(randomblob(32))), 1717113600, 'Maria Reyes', NULL, '{}', doc
 FROM item WHERE class = 'Assertion';
INSERT INTO hosted (path, item_id, number, is_revoked, changed_at)
 SELECT 'assertions/' || id, id, 1, 0, 1717113600 FROM item WHERE class = 'Assertion';
CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);
INSERT INTO n WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ${count / 10}) SELECT i FROM c;
CREATE TEMP TABLE one AS SELECT r.*, h.client_id, h.sent FROM record r JOIN holding h ON h.record_id = r.id LIMIT 1;
INSERT INTO record (id, import_id, pointer, position, clr_id, name, learner, publisher, sha256, issued_on,
  created_at, deleted_at, assertions, errors, warnings, is_revoked, is_signed, doc_len, search, doc, jws)
 SELECT printf('r%025d', i), import_id, pointer, i, 'urn:r:' || i, name, learner, publisher,
  lower(hex(randomblob(32))), issued_on, created_at, 0, assertions, errors, warnings, 0, 0, doc_len, search, doc, NULL
 FROM one, n;
INSERT INTO holding (record_id, number, account_id, email, client_id, clr_id, state, updated_at, sent)
 SELECT printf('r%025d', i), 1000 + i, '', '', client_id, 'urn:r:' || i, 'listed', 1717113600, sent FROM one, n;
COMMIT;
ANALYZE;
` });
  if (done.status !== 0) throw new Error(done.stderr);
}

async function office(count) {
  const site = await openSite({ settings: { publish_tree: 'no', client_rate: 0, demo: 'no' } });
  const given = token(site, { of: client(site) });
  const posted = await call(site, given, '/clrs', { method: 'POST',
    headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload(record())) });
  if (posted.status !== 201) throw new Error(posted.text);
  await stop(site.service);
  grow(site.settings.database, count);
  await site.startService();
  await site.answers(site.front);
  return { site, given, count };
}

// A script for wrk that asks for another one each time.
function script({ site, given, count }, name, path, of) {
  const file = join(site.dir, `${name}.lua`);
  writeFileSync(file, [
    'math.randomseed(7)',
    `local head = { ["Accept"] = "application/json", ["Authorization"] = "Bearer ${given}" }`,
    `function request() return wrk.format("GET", string.format(${JSON.stringify(path)}, math.random(${count / of})), head) end`,
  ].join('\n') + '\n');
  return file;
}

function rate({ site }, file) {
  const done = run('wrk', ['-t1', '-c4', `-d${seconds}s`, '-s', file, site.url]);
  if (/Non-2xx/.test(done.stdout)) throw new Error(done.stdout);
  return Number(done.stdout.match(/Requests\/sec:\s+([\d.]+)/)[1]);
}

const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

const root = '/ims/clr/v1p0';
const rows = [
  ['a hosted assertion', `${root}/assertions/s%025d`, 1],
  ['getClr by its place', `${root}/clrs/r%025d`, 10],
  ['getClr by its id', `${root}/clrs/urn%%3Ar%%3A%d`, 10],
];

const offices = [];
let isGood = true;
try {
  for (const size of sizes) offices.push(await office(size));
  console.log(`How much longer among ${sizes[1]} than among ${sizes[0]} (goal <= ${goal})`);
  for (const [name, path, of] of rows) {
    const ratios = [];
    for (let i = 0; i < rounds; i++) {
      const [few, many] = offices.map(each => rate(each, script(each, 'ask', path, of)));
      ratios.push(few / many);
    }
    const growth = median(ratios);
    isGood &&= growth <= goal;
    console.log(`${name.padEnd(30)} ${growth.toFixed(2)}${growth <= goal ? '' : '  MISSED'}`);
  }
} finally {
  for (const { site } of offices) await site.close();
}
process.exitCode = isGood ? 0 : 1;
