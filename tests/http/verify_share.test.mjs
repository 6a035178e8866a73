// How was this checked?  What the page of a link says of its record, when it
// says it, and that it is never older than what the office knows.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { until } from './lib/env.mjs';
import { parse } from './lib/html.mjs';
import { onPage, report, sample } from './lib/reports.mjs';
import { openSite } from './lib/site.mjs';
import { Visitor } from './lib/visitor.mjs';

async function withSite(run, given = {}) {
  const site = await openSite({ settings: { verify_rate: 0, ...given } });
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

const page = (site, path) => site.ask(path, { accept: 'text/html' });

async function sampleLink(site, name) {
  const [made] = await site.import(await sample(site, name), `${name}.jws`);
  return [site.share(made, `Reader of ${name}`), made];
}

// The section at the end of the page: is it open, and its lines.
function how(html) {
  const at = html.indexOf('<section class="how"');
  const part = html.slice(at, html.indexOf('</section>', at));
  return { isOpen: /<details open>/.test(part), lines: part.match(/<li class="check check-\w+"/g) ?? [], part };
}

test('a record that our own documents prove', t => withSite(async site => {
  const expected = { good: ['valid', false], revoked: ['revoked', true], tampered: ['invalid', true],
    unknown: ['unverifiable', true] };
  for (const [name, [verdict, isOpen]] of Object.entries(expected))
    await t.test(name, async () => {
      const [link] = await sampleLink(site, name);
      const first = await page(site, link);
      assert.equal(first.status, 200);
      assert.match(first.text, new RegExp(`<li class="state ${verdict}">`), 'at the first look');
      assert.match(first.text, /Checked <time datetime="\d{4}-\d\d-\d\dT[\d:]+Z">/);
      assert.doesNotMatch(first.text, /not checked yet|Nobody has checked/);
      const section = how(first.text);
      assert.equal(section.isOpen, isOpen);
      assert.ok(section.lines.length >= 6 && section.lines.length <= 12, String(section.lines.length));
      assert.ok(section.part.includes(`href="${link}/checks"`));
      assert.ok(section.part.includes(`/verify?url=${encodeURIComponent(site.url + link)}`));
      const summary = await page(site, `${link}?view=summary`);
      assert.match(summary.text, new RegExp(`<li class="state ${verdict}">`));
    });
}));

test('a part is said to be signed by its issuer only where that was found', t => withSite(async site => {
  // The items of the sheet: what each says of its proof.
  const items = html => parse(html).elements.filter(e => e.name === 'section' && /^item\b/.test(e.attrs.class ?? ''))
    .map(e => [html.slice(html.indexOf(`id="${e.attrs.id}"`)).split('<section class="item')[0], e.attrs.class]);
  const said = html => items(html).map(([text, as]) =>
    [/Signed by its issuer: see the checks/.test(text), /Not valid: see the checks/.test(text), as === 'item signed']);
  await t.test('all of a good one', async () => {
    const [link] = await sampleLink(site, 'good');
    assert.deepEqual(said((await page(site, link)).text), [[true, false, true], [true, false, true]]);
  });
  await t.test('not the forged part, in the record and in its summary', async () => {
    const [link, made] = await sampleLink(site, 'tampered');
    const found = await report(site, (await site.ask(`${made}/original`)).text, { type: 'application/jose' });
    const verdicts = found.items[0].parts.map(part => part.verdict);
    assert.ok(verdicts.includes('invalid'), verdicts.join());
    const text = (await page(site, link)).text;
    assert.deepEqual(said(text), verdicts.map(v => [v === 'valid', v === 'invalid', v !== 'invalid']));
    assert.doesNotMatch(text, /signature not checked yet/);
    const full = text.indexOf('<div class="full">');
    assert.match(text.slice(0, full), /<span class="chip invalid">/);
  });
  await t.test('the same on the page of a verification', async () => {
    const { text } = await page(site, await onPage(site, { text: await sample(site, 'tampered') }));
    assert.ok(said(text).some(([, invalid]) => invalid), 'one is not valid');
    assert.ok(said(text).every(([good, invalid, sealed]) => !invalid || (!good && !sealed)));
  });
}));

test('all checks of a shared record', t => withSite(async site => {
  const [link, made] = await sampleLink(site, 'tampered');
  const reply = await page(site, `${link}/checks`);
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('cache-control'), /no-store/);
  assert.match(reply.text, /verdict-invalid">/);
  assert.match(reply.text, /Checked just now/);
  assert.match(reply.text, /<dt>Thumbprint of the key<\/dt>/);
  assert.ok(parse(reply.text).elements.some(e => e.attrs?.href === link));
  await t.test('looking is no view', async () => {
    const person = new Visitor(site);
    for (let i = 0; i < 3; i++) await person.ask(`${link}/checks`);
    assert.match((await site.ask(made)).text, /data-label="Views">0</);
  });
  await t.test('gone with the link', async () => {
    site.must('share', '--delete', link.slice(3));
    assert.equal((await page(site, `${link}/checks`)).status, 410);
    assert.equal((await page(site, '/s/none/checks')).status, 404);
  });
}));

test('a record of others is checked by the job process, and says when', t => withSite(async site => {
  const [made] = await site.import(recordBytes());
  const link = site.share(made);
  const early = await page(site, link);
  assert.equal(early.status, 200);
  let seen;
  await t.test('until then nothing is claimed; then its page says so', async () => {
    if (/has not been checked here yet/.test(early.text))
      assert.doesNotMatch(early.text, /<li class="state (valid|unverifiable)">/);
    const isThere = await until(async () => {
      seen = await page(site, link);
      return /<li class="state unverifiable">/.test(seen.text);
    }, 30000, 100);
    assert.ok(isThere, 'it was checked');
    assert.equal(how(seen.text).isOpen, true);
    assert.match((await page(site, `${link}/checks`)).text, /https:\/\/office\.example\//);
  });
  await t.test('the page is kept as it is, and a second link says the same', async () => {
    assert.equal((await page(site, link)).headers.get('etag'), seen.headers.get('etag'));
    const time = html => html.match(/Checked <time datetime="([^"]+)"/)[1];
    assert.equal(time((await page(site, site.share(made, 'Another'))).text), time(seen.text));
  });
  await t.test('a deleted record leaves no report', async () => {
    const visitor = new Visitor(site);
    await visitor.send(await visitor.form(`${made}/delete`, `${made}/delete`));
    assert.equal((await page(site, `${link}/checks`)).status, 410);
  });
}));

test('what is withdrawn anywhere is looked at anew', () => withSite(async site => {
  const [link] = await sampleLink(site, 'good');
  const time = async () => (await page(site, link)).text.match(/Checked <time datetime="([^"]+)"/)[1];
  const first = await time();
  const other = site.share((await site.import(recordBytes()))[0]);
  await new Promise(done => setTimeout(done, 1100));
  assert.equal(await time(), first, 'kept');
  site.must('share', '--delete', other.slice(3));
  assert.notEqual(await time(), first, 'checked anew');
}));
