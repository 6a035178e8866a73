// Links: made, opened, counted, deleted.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { until } from './lib/env.mjs';
import { parse, squeeze } from './lib/html.mjs';
import { onEachServer, openSite, servers } from './lib/site.mjs';
import { Visitor } from './lib/visitor.mjs';

const wait = 1500; // what a view may take to show in the count, when idle

// The views of a link, as the command says them.
function views(site, record, link) {
  const id = link.slice('/s/'.length);
  const line = site.must('share', '--list', record.slice('/records/'.length))
    .split('\n').find(line => line.includes(id));
  assert.ok(line, `the list names ${id}`);
  return Number(line.match(/(\d+) views?\b/)[1]);
}

// The count is reached in that time; on a busy machine in that of a hundred
// looks at it.
async function reaches(site, record, link, count) {
  const started = Date.now();
  views(site, record, link);
  const ms = Math.max(wait, 100 * (Date.now() - started));
  await until(() => views(site, record, link) >= count, ms, 50);
  assert.equal(views(site, record, link), count);
}

async function make(site) {
  const [record] = await site.import(recordBytes());
  return [record, site.share(record)];
}

// Make a link as a person does; the person keeps the maker's cookie.
async function makeAsPerson(site, record, name) {
  const person = new Visitor(site);
  const form = await person.form(record, `${record}/links`);
  const reply = await person.send(form, { name });
  assert.equal(reply.status, 303);
  const page = await person.ask(reply.location);
  const link = page.text.match(/\/s\/[\w-]{20,}/)[0];
  return [person, link, page];
}

test('share', t => onEachServer(t, servers, async (t, site) => {
  await t.test('a link made by a person is named and listed', async () => {
    const [record] = await site.import(recordBytes());
    const [, link, page] = await makeAsPerson(site, record, 'Atlas <b>University</b> & Co');
    assert.match(squeeze(parse(page.text).words), /Atlas <b>University<\/b> & Co/);
    assert.ok(link.length - 3 >= 20, 'an id nobody guesses');
    assert.equal((await site.ask(link)).status, 200);
  });

  await t.test('the QR code is of the address the page stands at', async () => {
    const [record] = await site.import(recordBytes());
    const boxOf = async link => {
      const page = await site.ask(link);
      assert.match(page.text, /<svg class="qr"[^>]*>.*<path d="M4 4h7v1h-7z/);
      return page.text.match(/<svg class="qr" viewBox="([^"]*)"/)[1];
    };
    const here = site.share(record);
    // Drawn for another office, with an address that needs a larger code.
    const far = site.must('share', record.slice('/records/'.length), '--name', 'Far',
      '--base-url', `https://${'far.'.repeat(30)}example`).trim();
    assert.equal(await boxOf(far.slice(far.indexOf('/s/'))), await boxOf(here));
  });

  await t.test('a name must be there and not be a novel', async () => {
    const [record] = await site.import(recordBytes());
    for (const name of ['', '   ', 'x'.repeat(201)]) {
      const reply = await site.post(`${record}/links`, { name });
      assert.equal(reply.status, 422, `${name.length} characters`);
    }
    const longest = await site.post(`${record}/links`, { name: 'ü'.repeat(200) });
    assert.equal(longest.status, 303, '200 characters of two bytes');
  });

  await t.test('100 views at once are 100', async () => {
    const [record, link] = await make(site);
    const replies = await Promise.all(Array.from({ length: 100 }, () => site.ask(link)));
    assert.deepEqual([...new Set(replies.map(r => r.status))], [200]);
    await reaches(site, record, link, 100);
  });

  await t.test('what is no view by a person is not counted', async () => {
    const [record, link] = await make(site);
    await site.ask(link, { method: 'HEAD' });
    for (const agent of ['Googlebot/2.1 (+http://www.google.com/bot.html)',
      'Mozilla/5.0 (compatible; bingbot/2.0)', 'facebookexternalhit/1.1',
      'Slackbot-LinkExpanding 1.0', 'Twitterbot/1.0', 'LinkedInBot/1.0'])
      assert.equal((await site.ask(link, { headers: { 'user-agent': agent } })).status, 200);
    await site.ask(link, { headers: { 'sec-purpose': 'prefetch;prerender' } });
    await site.ask(`${link}/files/0`);
    await site.ask(link, { accept: 'application/json' });
    await site.ask(link);
    await reaches(site, record, link, 1);
    await new Promise(done => setTimeout(done, wait));
    assert.equal(views(site, record, link), 1);
  });

  await t.test('the maker does not count, others do', async () => {
    const [record] = await site.import(recordBytes());
    const [maker, link] = await makeAsPerson(site, record, 'The dean');
    for (let i = 0; i < 3; i++) assert.equal((await maker.ask(link)).status, 200);
    const stranger = new Visitor(site);
    await stranger.ask(link);
    await reaches(site, record, link, 1);
    const page = squeeze(parse((await maker.ask(record)).text).words);
    assert.match(page, /\b1 (view|time)\b|once|views:? 1\b/i, 'the page tells it');
  });

  await t.test('deleted is gone at once, with a page of its own', async () => {
    const [record] = await site.import(recordBytes());
    const [maker, link] = await makeAsPerson(site, record, 'The dean');
    const path = `${record}/links/${link.slice(3)}/delete`;
    await site.ask(link);
    const reply = await maker.send(await maker.form(path, path));
    assert.equal(reply.status, 303);
    const gone = await site.ask(link);
    assert.equal(gone.status, 410);
    assert.match(gone.type, /^text\/html/);
    assert.ok(!gone.text.includes('Bea Moss'), 'nothing of the record is left');
    assert.ok(!gone.text.includes('Knots'));
    const unknown = await site.ask('/s/abcdefghijklmnopqrstuvwxyz');
    assert.equal(unknown.status, 404);
    assert.notEqual(gone.text, unknown.text);
    const json = await site.ask(link, { accept: 'application/json' });
    assert.equal(json.status, 410);
    assert.equal(JSON.parse(json.text).imsx_codeMajor, 'failure');
    for (const part of ['/files/0', '/jws'])
      assert.ok([404, 410].includes((await site.ask(link + part)).status));
    assert.equal((await site.ask(record)).status, 200, 'the record stays');
    assert.ok([404, 410].includes((await site.post(path, {})).status), 'deleted once');
  });

  await t.test('deleted by command is gone as well', async () => {
    const [, link] = await make(site);
    await site.ask(link);
    site.must('share', '--delete', link.slice(3));
    assert.equal((await site.ask(link)).status, 410);
  });

  await t.test('a link of another record is not deleted through this one', async () => {
    const [, link] = await make(site);
    const [other] = await make(site);
    const reply = await site.post(`${other}/links/${link.slice(3)}/delete`, {});
    assert.equal(reply.status, 404);
    assert.equal((await site.ask(link)).status, 200);
  });

  await t.test('deleting a record ends its links', async () => {
    const [record, link] = await make(site);
    const person = new Visitor(site);
    await site.ask(link);
    const path = `${record}/delete`;
    const reply = await person.send(await person.form(path, path));
    assert.equal(reply.status, 303);
    assert.equal((await site.ask(link)).status, 410);
    assert.equal((await site.ask(record)).status, 410);
    assert.equal((await site.ask(`${record}/original`)).status, 410);
    assert.ok(!(await site.ask('/records')).text.includes(`${record}"`));
  });

  await t.test('ten links of one record count apart', async () => {
    const [record] = await site.import(recordBytes());
    const links = Array.from({ length: 10 }, (_, i) => site.share(record, `Reader ${i}`));
    assert.equal(new Set(links).size, 10);
    await Promise.all(links.flatMap((link, i) =>
      Array.from({ length: i }, () => site.ask(link))));
    for (const [i, link] of links.entries()) await reaches(site, record, link, i);
  });
}));

test('no view is lost when the program is told to end', async () => {
  const site = await openSite();
  try {
    const [record, link] = await make(site);
    let count = 0;
    for (let round = 0; round < 3; round++) {
      const replies = await Promise.all(Array.from({ length: 40 }, () => site.ask(link)));
      assert.ok(replies.every(r => r.status === 200));
      count += 40;
      await site.restart();
      assert.equal(views(site, record, link), count);
    }
  } finally {
    await site.close();
  }
});
