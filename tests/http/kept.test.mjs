// Pages of links kept on disk: made with the link, gone with it, and never
// shown when they are not what would be made now.
import assert from 'node:assert/strict';
import {
  cpSync, copyFileSync, existsSync, readFileSync, readdirSync, rmSync,
  statSync, utimesSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { recordBytes, recordOfSize } from './lib/documents.mjs';
import { sleep, source, until } from './lib/env.mjs';
import { anonymous, children } from './lib/processes.mjs';
import { openSite } from './lib/site.mjs';
import { Visitor } from './lib/visitor.mjs';

function file(site, link, form = 'record') {
  return join(site.dir, 'tree', `${link.slice('/s/'.length)}.${form}`);
}

async function withSite(given, run) {
  const site = await openSite(given);
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

// A record that the job process has checked: its pages change no more.
async function settled(site, bytes = recordBytes()) {
  const [record] = await site.import(bytes);
  const link = site.share(record, 'The first');
  await until(async () => !(await page(site, link)).text.includes('has not been checked'), 20000);
  site.must('share', '--delete', link.slice('/s/'.length));
  rmSync(join(site.dir, 'tree'), { recursive: true, force: true });
  return record;
}

// Is the file there, and not being made anew: a check of the record that is
// still under way may take it away and bring it back.
function rests(path) {
  const ino = () => (existsSync(path) ? statSync(path).ino : 0);
  return until(async () => {
    const before = ino();
    await sleep(700);
    return before !== 0 && ino() === before;
  }, 10000);
}

function page(site, link) {
  return site.ask(link, { accept: 'text/html' });
}

test('the page of a link is kept with it', () => withSite({}, async site => {
  const record = await settled(site);
  const person = new Visitor(site);
  const reply = await person.send(await person.form(record, `${record}/links`), { name: 'Atlas' });
  assert.equal(reply.status, 303);
  // The one that was taken back stands on the record's page too.
  const made = (await person.ask(record)).text.match(/\/s\/[\w-]{20,}/g)
    .find(link => existsSync(file(site, link)));
  assert.ok(made, 'made with the link');
  for (const link of [made, site.share(record)]) {
    const path = file(site, link);
    assert.ok(await rests(path), 'made with the link');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    assert.equal(statSync(join(site.dir, 'tree')).mode & 0o777, 0o700);
    const kept = readFileSync(path);
    const { ino } = statSync(path);
    const first = await page(site, link);
    assert.equal(first.status, 200);
    assert.ok(kept.includes(first.bytes), 'it is the page');
    assert.equal((await page(site, `${link}?view=record`)).text, first.text);
    assert.equal(statSync(path).ino, ino, 'it was not made again');
    assert.equal(first.headers.get('etag'), (await page(site, link)).headers.get('etag'));
  }
}));

test('once it was checked, the page is kept anew before anybody looks', () => withSite({}, async site => {
  const [record] = await site.import(recordBytes());
  const links = ['One', 'Two', 'Three'].map(name => site.share(record, name));
  site.must('share', '--delete', links[2].slice('/s/'.length));
  rmSync(file(site, links[1]));
  const path = file(site, links[0]);
  const checked = () => !readFileSync(path, 'utf8').includes('has not been checked');
  assert.ok(await until(checked, 20000), 'it says how it was checked');
  const kept = readFileSync(path);
  const { ino } = statSync(path);
  assert.ok(kept.includes((await page(site, links[0])).bytes), 'it is the page');
  assert.equal(statSync(path).ino, ino, 'it was not made again');
  assert.ok(!existsSync(file(site, links[1])), 'one that had gone stays so');
  assert.ok(!existsSync(file(site, links[2])), 'and one that was withdrawn');
}));

test('whoever makes a page of megabytes gives the memory back', t => withSite({}, async site => {
  const maps = readFileSync(`/proc/${site.service.pid}/maps`, 'utf8');
  if (maps.includes('libasan'))
    return t.diagnostic('a sanitizer gives no memory back: not measured');
  const [record] = await site.import(recordOfSize(500000));
  const link = site.share(record);
  assert.ok(await until(() => existsSync(file(site, link)), 20000));
  const most = () => Math.max(...children(site.service.pid).map(anonymous));
  assert.ok(await until(async () => most() < 16 << 20, 5000), `${most()} bytes`);
}));

test('what is not there is made, and kept', () => withSite({}, async site => {
  const record = await settled(site);
  const link = site.share(record);
  const summary = await page(site, `${link}?view=summary`);
  assert.ok(readFileSync(file(site, link, 'summary')).includes(summary.bytes));
  const kept = readFileSync(file(site, link));
  rmSync(join(site.dir, 'tree'), { recursive: true });
  await site.restart();
  const made = await page(site, link);
  assert.ok(kept.includes(made.bytes));
  assert.ok(readFileSync(file(site, link)).includes(made.bytes));
  await site.ask(link, { accept: 'application/json' });
  assert.deepEqual(readdirSync(join(site.dir, 'tree')), [file(site, link).split('/').pop()],
    'documents are in the database alone');
}));

test('what somebody wrote there is not shown', () => withSite({}, async site => {
  const record = await settled(site);
  const [one, two, three] = ['One', 'Two', 'Three'].map(name => site.share(record, name));
  const kept = readFileSync(file(site, one));
  writeFileSync(file(site, one), kept.toString().replaceAll('Bea Moss', 'Eve Moss'));
  writeFileSync(file(site, two), kept);
  writeFileSync(file(site, three), kept.subarray(0, kept.length / 2));
  for (const link of [one, two, three]) {
    const reply = await page(site, link);
    assert.equal(reply.status, 200);
    assert.ok(reply.text.includes('Bea Moss') && !reply.text.includes('Eve Moss'));
    assert.ok(reply.text.includes(link) && reply.text.trimEnd().endsWith('</html>'));
    assert.ok(readFileSync(file(site, link)).includes(reply.bytes), 'it is mended');
  }
}));

test('a withdrawn page is gone from the disk', () => withSite({}, async site => {
  const record = await settled(site);
  const links = ['One', 'Two', 'Three', 'Four'].map(name => site.share(record, name));
  for (const link of links) {
    await page(site, `${link}?view=summary`);
    assert.ok(existsSync(file(site, link)) && existsSync(file(site, link, 'summary')));
  }
  const gone = async link => {
    assert.equal((await page(site, link)).status, 410);
    assert.ok(!existsSync(file(site, link)) && !existsSync(file(site, link, 'summary')));
  };
  const person = new Visitor(site);
  const send = async path =>
    assert.equal((await person.send(await person.form(path, path))).status, 303);
  copyFileSync(file(site, links[0]), join(site.dir, 'left'));
  await send(`${record}/links/${links[0].slice(3)}/delete`);
  await gone(links[0]);
  site.must('share', '--delete', links[1].slice(3));
  await gone(links[1]);
  // One that a crash left is not shown, and the next start takes it away.
  copyFileSync(join(site.dir, 'left'), file(site, links[0]));
  writeFileSync(join(site.dir, 'tree/.half-left'), 'half');
  utimesSync(join(site.dir, 'tree/.half-left'), 1000, 1000);
  assert.equal((await page(site, links[0])).status, 410);
  await site.restart();
  await gone(links[0]);
  assert.equal((await page(site, links[2])).status, 200);
  assert.equal(readdirSync(join(site.dir, 'tree')).length, 4);
  await send(`${record}/delete`);
  await gone(links[2]);
  await gone(links[3]);
  assert.deepEqual(readdirSync(join(site.dir, 'tree')), []);
}));

test('no hostile name leads out of the folder', () => withSite({}, async site => {
  const outside = site.write('outside.record', 'stays');
  const done = site.clarus('share', '--delete', '../outside');
  assert.notEqual(done.status, 0);
  assert.equal(readFileSync(outside, 'utf8'), 'stays');
}));

test('a page changes in the second in which something expires', () => withSite({}, async site => {
  const soon = Math.floor(Date.now() / 1000) + 3;
  const [record] = await site.import(recordBytes({
    assertion: { expires: new Date(soon * 1000).toISOString() },
  }));
  const link = site.share(record);
  const before = await page(site, link);
  assert.ok(!before.text.includes('is-expired'));
  const again = await page(site, link);
  if (Date.now() < soon * 1000) {
    assert.equal(again.text, before.text);
    assert.equal(again.headers.get('etag'), before.headers.get('etag'));
  }
  await sleep(Math.max(0, (soon + 1) * 1000 + 50 - Date.now()));
  const after = await page(site, link);
  assert.ok(after.text.includes('is-expired'), 'from the next second on');
  assert.notEqual(after.headers.get('etag'), before.headers.get('etag'));
  assert.ok(readFileSync(file(site, link)).includes(after.bytes), 'kept for the others');
  // What expired stays so: it is not made again.
  const { ino } = statSync(file(site, link));
  await sleep(1100);
  assert.equal((await page(site, link)).text, after.text);
  assert.equal(statSync(file(site, link)).ino, ino);
}));

test('a folder that cannot be written is harmless', () => withSite({}, async site => {
  const record = await settled(site);
  rmSync(join(site.dir, 'tree'), { recursive: true, force: true });
  writeFileSync(join(site.dir, 'tree'), 'no folder');
  await site.restart();
  const links = Array.from({ length: 20 }, (_, i) => site.share(record, `Reader ${i}`));
  for (const link of links) {
    assert.equal((await page(site, link)).status, 200);
    assert.equal((await page(site, link)).status, 200);
  }
  const person = new Visitor(site);
  const reply = await person.send(await person.form(record, `${record}/links`), { name: 'Atlas' });
  assert.equal(reply.status, 303);
  site.must('share', '--delete', links[0].slice(3));
  assert.equal((await page(site, links[0])).status, 410);
  const told = await until(() => {
    const lines = readFileSync(site.log, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
    return lines.filter(line => /a page is not kept/.test(line.message));
  });
  assert.ok(told.length >= 1, 'it is told');
  const processes = new Set(told.map(line => line.pid));
  assert.equal(told.length, processes.size, 'once a process');
}));

test('a page made with other templates or settings is not shown', () => withSite({}, async site => {
  const templates = join(site.dir, 'templates');
  cpSync(join(source, 'templates'), templates, { recursive: true });
  site.settings.templates = templates;
  await site.restart();
  const record = await settled(site);
  const link = site.share(record);
  const changes = {
    'another word': () => {
      const path = join(templates, 'lang/en.hdf');
      const words = readFileSync(path, 'utf8');
      assert.match(words, /\n  expired = Expired\n/);
      writeFileSync(path, words.replace('\n  expired = Expired\n', '\n  expired = Past\n'));
    },
    'another institution': () => { site.settings.institution = 'Hollow Lane & Sons'; },
  };
  for (const [what, change] of Object.entries(changes)) {
    const { ino } = statSync(file(site, link));
    await page(site, link);
    assert.equal(statSync(file(site, link)).ino, ino, `before ${what} it is used`);
    change();
    await site.restart();
    const reply = await page(site, link);
    assert.equal(reply.status, 200);
    assert.notEqual(statSync(file(site, link)).ino, ino, `${what}: made again`);
    assert.ok(readFileSync(file(site, link)).includes(reply.bytes));
  }
  assert.ok((await page(site, link)).text.includes('Hollow Lane &amp; Sons'));
}));

test('the tree stays within its room', () => withSite({
  settings: { tree_bytes: '200 KiB' },
}, async site => {
  const record = await settled(site);
  const size = () => readdirSync(join(site.dir, 'tree'))
    .reduce((sum, name) => sum + statSync(join(site.dir, 'tree', name)).size, 0);
  const links = [];
  for (let i = 0; i < 30; i++) {
    links.push(site.share(record, `Reader ${i}`));
    assert.ok(size() <= 200 * 1024, `${size()} bytes after ${i + 1}`);
  }
  assert.ok(!existsSync(file(site, links[0])), 'the oldest went');
  assert.ok(existsSync(file(site, links[29])), 'the newest is there');
  for (const link of links) assert.equal((await page(site, link)).status, 200);
  assert.ok(size() <= 200 * 1024);
}));

test('without room nothing is kept', () => withSite({
  settings: { tree_bytes: 0 },
}, async site => {
  const record = await settled(site);
  const link = site.share(record);
  assert.equal((await page(site, link)).status, 200);
  assert.ok(!existsSync(join(site.dir, 'tree')));
}));
