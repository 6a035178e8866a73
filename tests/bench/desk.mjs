// An office at work: a database with many items, made by SQL alone, and how
// fast its pages are answered and a form is saved.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../http/lib/env.mjs';
import { forms } from '../http/lib/html.mjs';
import { Visitor } from '../http/lib/visitor.mjs';

export const people = 5000;
export const achievements = 300;
const password = 'four words no more';

// ${count} assertions of the people above, as clarus itself would keep them.
export function fill(database, count) {
  const done = run('sqlite3', [database], { input: `
PRAGMA synchronous = OFF;
BEGIN;
CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);
INSERT INTO n WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ${count}) SELECT i FROM c;
${items('Profile', 'p', people, `'Learner ' || i`, `'learner' || i || '@office.example'`, `''`,
    `json_object('id', 'urn:p:' || i, 'type', 'Profile', 'name', 'Learner ' || i)`)}
${items('Achievement', 'a', achievements, `'Course ' || i`, `'Learner 1'`, `'Course'`,
    `json_object('id', 'urn:a:' || i, 'type', 'Achievement', 'name', 'Course ' || i, 'achievementType', 'Course',
      'description', 'What the course is about.', 'requirement', json_object('narrative', 'Come and learn.'),
      'issuer', json_object('$item', ${id('p', 1)}))`)}
${items('Assertion', 's', count, `'Course ' || (i % ${achievements} + 1)`, `'Learner ' || (i % ${people} + 1)`, `'Course'`,
    `json_object('id', 'urn:s:' || i, 'type', 'Assertion', 'issuedOn', '2024-05-31T00:00:00Z',
      'achievement', json_object('$item', ${id('a', `(i % ${achievements} + 1)`)}),
      'recipient', json_object('type', 'id', 'identity', 'urn:p:' || (i % ${people} + 1), 'hashed', json('false')))`)}
INSERT INTO item_link (item_id, property, position, target_id, class)
 SELECT ${id('s', 'i')}, 'achievement', 0, ${id('a', `(i % ${achievements} + 1)`)}, 'Assertion' FROM n;
INSERT INTO item_link (item_id, property, position, target_id, class)
 SELECT ${id('s', 'i')}, 'recipient', 0, ${id('p', `(i % ${people} + 1)`)}, 'Assertion' FROM n;
INSERT INTO item_link (item_id, property, position, target_id, class)
 SELECT ${id('a', 'i')}, 'issuer', 0, ${id('p', 1)}, 'Achievement' FROM n WHERE i <= ${achievements};
COMMIT;
ANALYZE;
` });
  if (done.status !== 0) throw new Error(done.stderr);
}

// An item's id: its class's letter and its number, 26 characters.
function id(letter, number) {
  return `printf('${letter}%025d', ${number})`;
}

function items(name, letter, count, called, about, kind, doc) {
  return `INSERT INTO item (id, class, doc_id, state, version, is_changed, is_stale, revision, name, about,
  kind, term, issued_on, expires, errors, warnings, reason, asked_by, created_at, updated_at, updated_by,
  held_by, search, doc)
 SELECT ${id(letter, 'i')}, '${name}', 'urn:${letter}:' || i, 'draft', 0, 0, 0, 1, ${called}, ${about},
  ${kind}, ${letter === 's' ? `'Term ' || (i % 12)` : `''`}, 1717113600, 0, 0, 0, '', '', 1700000000 + i,
  1700000000 + i, 'Maria Reyes', '', lower(${called} || char(10) || ${about} || char(10) || 'urn:${letter}:' || i),
  ${doc}
 FROM n WHERE i <= ${count};`;
}

// Somebody signed in at ${url}${base}: a visitor whose cookies may be lent.
async function signedIn(office, url) {
  const email = 'maria@office.example';
  const words = [...office.words, 'user', 'add', email, 'Maria Reyes', '--role', 'owner', '--password-stdin'];
  const done = run(office.program, words, { input: `${password}\n` });
  if (done.status !== 0) throw new Error(done.stderr);
  const visitor = new Visitor({
    url,
    async ask(path, given) {
      const reply = await fetch(url + path, { ...given, redirect: 'manual' });
      return { status: reply.status, headers: reply.headers, text: await reply.text() };
    },
  });
  const form = await visitor.form(`${office.base}/login`, /\/login$/);
  const reply = await visitor.send(form, { email, password });
  if (reply.status !== 303) throw new Error(`signing in answered ${reply.status}`);
  return visitor;
}

// A script for wrk that saves the forms of ${count} achievements in turn,
// each time with another description; its path.
export async function saving(office, url, dir, count = 64) {
  const visitor = await signedIn(office, url);
  const paths = Array.from({ length: count }, (_, i) =>
    `${office.base}/achievements/a${String(i + 1).padStart(25, '0')}/edit`);
  const bodies = [];
  for (const path of paths) {
    const page = await visitor.ask(path);
    const form = forms(page.text).find(f => f.method === 'post' && f.action === path);
    if (!form) throw new Error(`no form on ${path} (${page.status})`);
    const fields = Object.entries(form.fields).filter(([name]) =>
      !['revision', '/description', 'do'].includes(name) && !name.endsWith('@file'));
    const body = new URLSearchParams([...fields, ['do', 'save']]).toString();
    // The first time its assertions learn its kind; afterwards only the
    // description differs.
    const first = await visitor.ask(path, { method: 'POST', body,
      headers: { origin: url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' } });
    if (first.status !== 303) throw new Error(`saving ${path} answered ${first.status}`);
    bodies.push(body);
  }
  const cookie = [...visitor.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
  const lua = [
    `local at = { ${paths.map(path => JSON.stringify(path)).join(', ')} }`,
    `local body = { ${bodies.map(body => JSON.stringify(body)).join(', ')} }`,
    `local head = { ["Host"] = ${JSON.stringify(new URL(url).host)}, ["Cookie"] = ${JSON.stringify(cookie)},`,
    `  ["Origin"] = ${JSON.stringify(url)}, ["Sec-Fetch-Site"] = "same-origin", ["Content-Type"] = "application/x-www-form-urlencoded" }`,
    'local n = 0',
    'function request()',
    '  n = n + 1',
    '  local i = n % #at + 1',
    '  return wrk.format("POST", at[i], head, body[i] .. "&%2Fdescription=Text+" .. n .. os.time())',
    'end',
  ];
  const file = join(dir, 'saving.lua');
  writeFileSync(file, lua.join('\n') + '\n');
  return { file, path: paths[0], cookie };
}
