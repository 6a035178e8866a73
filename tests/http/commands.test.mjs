// The subcommands: their words, their exit statuses, their settings.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { compactJws, context, record, recordBytes } from './lib/documents.mjs';
import { clarus, run, source, temporary } from './lib/env.mjs';

const names = ['init', 'migrate', 'import', 'export', 'check', 'routes', 'model',
  'config', 'share', 'serve', 'jws'];

// An office in a folder of its own: run a subcommand in it.
function office() {
  const dir = temporary();
  const call = (...words) => run(clarus, ['--data-dir', dir,
    '--database', join(dir, 'clarus.db'),
    '--migrations', join(source, 'db/migrations'),
    '--templates', join(source, 'templates'), '--log', join(dir, 'log'),
    '--base-url', 'http://127.0.0.1:1', ...words]);
  const write = (name, bytes) => {
    writeFileSync(join(dir, name), bytes);
    return join(dir, name);
  };
  return { dir, call, write };
}

function ready() {
  const place = office();
  assert.equal(place.call('init').status, 0);
  return place;
}

test('help', async t => {
  await t.test('of the program names every subcommand', () => {
    const done = run(clarus, ['--help']);
    assert.equal(done.status, 0);
    for (const name of names) assert.match(done.stdout, new RegExp(`\\b${name}\\b`));
  });
  for (const name of names) {
    await t.test(`of ${name}`, () => {
      const done = run(clarus, [name, '--help']);
      assert.equal(done.status, 0, done.stderr);
      assert.match(done.stdout, new RegExp(`clarus.*${name}`));
      assert.equal(done.stderr, '');
    });
  }
  await t.test('wrong use is told on standard error', () => {
    for (const words of [[], ['nothing'], ['--nothing', 'x', 'init'], ['export'], ['check'],
      ['share'], ['check', '--as', 'Invoice', 'x'], ['init', 'x'], ['--workers']]) {
      const done = run(clarus, words);
      assert.notEqual(done.status, 0, words.join(' '));
      assert.equal(done.signal, null);
      assert.equal(done.stdout, '', words.join(' '));
      assert.match(done.stderr, /\w+/, words.join(' '));
    }
  });
});

test('check', async t => {
  const { call, write } = office();
  const good = write('good.json', recordBytes());
  const bad = write('bad.json', JSON.stringify(record({ members: { issuedOn: 'yesterday', learner: undefined } })));
  const warned = write('warned.json', JSON.stringify(record({ members: { assertions: [] } })));

  await t.test('a good one: silence and 0', () => {
    const done = call('check', good);
    assert.equal(done.stdout, '');
    assert.equal(done.status, 0);
  });
  await t.test('warnings alone: lines and 0', () => {
    const done = call('check', warned);
    assert.match(done.stdout, /^[^\n]*warned\.json: [^\n]*: warning: /m);
    assert.equal(done.status, 0);
  });
  await t.test('errors: a line each and 1', () => {
    const done = call('check', bad);
    assert.equal(done.status, 1);
    assert.match(done.stdout, /^.*bad\.json: \/issuedOn: error: \S/m);
    assert.match(done.stdout, /learner/);
    for (const line of done.stdout.trim().split('\n'))
      assert.match(line, /^.*\.json: (\/\S*)?: (error|warning): \S/);
  });
  await t.test('not readable: 2, the others are still checked', () => {
    const done = call('check', join('/nowhere', 'x.json'), bad);
    assert.equal(done.status, 2);
    assert.match(done.stderr, /nowhere/);
    assert.match(done.stdout, /issuedOn/);
  });
  await t.test('not JSON: 1 and a line', () => {
    const done = call('check', write('no.json', '{"a":'));
    assert.equal(done.status, 1);
    assert.match(done.stdout, /no\.json: .*error: \w/);
  });
  await t.test('--as names the class', () => {
    const done = call('check', '--as', 'Profile',
      write('p.json', `{"@context":"${context}","id":"urn:uuid:6b0f7c0e-6b7b-4c1b-9b6a-0a4c2b5d7e11","type":"Profile","name":"A"}`));
    assert.equal(done.status, 0, done.stdout);
    assert.equal(call('check', '--as', 'Assertion', good).status, 1);
  });
  await t.test('--import is as lenient as an import', () => {
    const sloppy = JSON.parse(recordBytes());
    delete sloppy['@context'];
    sloppy.achievements = null;
    sloppy.issuedOn = '2013-05-25T00:00:00';
    const file = write('sloppy.json', JSON.stringify(sloppy));
    assert.equal(call('check', file).status, 1);
    const lenient = call('check', '--import', file);
    assert.equal(lenient.status, 0, lenient.stdout);
    assert.match(lenient.stdout, /warning/);
    assert.equal(call('check', '--import', write('j.jws', compactJws(record()))).status, 0);
  });
  await t.test('a signed document is checked by what it carries', () => {
    const demo = join(source, 'db/demo/noam-ben-david-networks.jws');
    assert.equal(call('check', demo).status, 0);
    const { learner, ...less } = record();
    const done = call('check', write('less.jws', compactJws(less)));
    assert.equal(done.status, 1);
    assert.match(done.stdout, /: \/learner: error: /);
  });
});

test('import, export, share', async t => {
  const { dir, call, write } = ready();
  const document = recordBytes();
  const done = call('import', write('a.json', document), write('b.jws', compactJws(record())));

  await t.test('import prints a line a record', () => {
    assert.equal(done.status, 0, done.stderr);
    const lines = done.stdout.trim().split('\n');
    assert.equal(lines.length, 2);
    for (const line of lines)
      assert.match(line, /^.*: record [\w-]{20,} Bea Moss — Record of Bea Moss \(\d+ errors?, \d+ warnings?\)/);
  });
  const id = done.stdout.match(/: record (\S+)/)[1];
  await t.test('import of what is none: told, not 0, the good ones stay', () => {
    const mixed = call('import', write('c.json', '{"a":'), write('d.json', recordBytes()), '/nowhere');
    assert.notEqual(mixed.status, 0);
    assert.match(mixed.stdout, /d\.json: record/);
    assert.match(mixed.stderr + mixed.stdout, /c\.json/);
    assert.match(mixed.stderr + mixed.stdout, /nowhere/);
  });
  await t.test('export', () => {
    assert.ok(call('export', id).bytes.equals(document));
    const unknown = call('export', 'nothing');
    assert.notEqual(unknown.status, 0);
    assert.equal(unknown.stdout, '');
    const out = join(dir, 'out');
    mkdirSync(out);
    assert.equal(call('export', '--out', out, id).status, 0);
    assert.ok(existsSync(join(out, `${id}.json`)));
    assert.notEqual(call('export', '--out', out, id).status, 0, 'never writes over a file');
  });
  await t.test('share prints the URL, lists, deletes', () => {
    const url = call('share', id, '--name', 'Atlas').stdout.trim();
    assert.match(url, /^http:\/\/127\.0\.0\.1:1\/s\/[\w-]{20,}$/);
    assert.match(call('share', '--list', id).stdout, /0 views\tworks\tAtlas/);
    const link = url.split('/s/')[1];
    assert.equal(call('share', '--delete', link).status, 0);
    assert.notEqual(call('share', '--delete', link).status, 0);
    assert.notEqual(call('share', '--delete', 'nothing').status, 0);
    assert.notEqual(call('share', 'nothing', '--name', 'A').status, 0);
    assert.notEqual(call('share', id, '--name', '').status, 0);
  });
});

test('settings', async t => {
  const { dir, write } = office();
  await t.test('config prints a file that config reads', () => {
    const first = run(clarus, ['--institution', 'Örtchen "A" \\ College #1', '--workers', '3', 'config']);
    assert.equal(first.status, 0, first.stderr);
    const file = write('clarus.conf', first.stdout);
    const second = run(clarus, ['--config', file, 'config']);
    assert.equal(second.status, 0, second.stderr);
    assert.match(second.stdout, /^workers\s*=?\s*3\b/m);
    const named = text => text.match(/^institution.*?(?=\s+# \w+$)/m)[0];
    assert.equal(named(second.stdout), named(first.stdout));
    assert.match(named(first.stdout), /Örtchen .*A.* College #1/);
  });
  await t.test('an option is stronger than the environment, that than the file', () => {
    const file = join(dir, 'clarus.conf');
    const env = { ...process.env, CLARUS_WORKERS: '5' };
    assert.match(run(clarus, ['--config', file, 'config'], { env }).stdout, /^workers\s*=?\s*5\b/m);
    assert.match(run(clarus, ['--config', file, '--workers', '7', 'config'], { env }).stdout, /^workers\s*=?\s*7\b/m);
    assert.match(run(clarus, ['--config', file, 'config', '--workers=8'], { env }).stdout, /^workers\s*=?\s*8\b/m);
  });
  await t.test('a wrong one is named with its place', () => {
    const cases = [[['--workers', 'many', 'config'], /workers/], [['--base-url', 'nothing', 'config'], /base.url/],
      [['--demo', 'perhaps', 'config'], /demo/], [['--socket-mode', '999', 'config'], /socket.mode/],
      [['--max-document', '-1', 'config'], /max.document/], [['--log-level', 'loud', 'config'], /log.level/],
      [['--config', '/nowhere/clarus.conf', 'config'], /nowhere/],
      [['--config', write('bad.conf', '# a\n\nworkers = 1\nwrokers = 2\n'), 'config'], /bad\.conf:?.*4|wrokers/]];
    for (const [words, wanted] of cases) {
      const done = run(clarus, words);
      assert.notEqual(done.status, 0, words.join(' '));
      assert.match(done.stderr, wanted);
    }
  });
});

test('routes and model print tables', () => {
  const { call } = office();
  for (const line of call('routes').stdout.trim().split('\n'))
    assert.equal(line.split('\t').length, 6, line);
  const model = call('model');
  assert.equal(model.status, 0);
  for (const word of ['Assertion', 'achievementType', 'RubricCriterionLevel', 'Degree'])
    assert.ok(model.stdout.includes(word), word);
});
