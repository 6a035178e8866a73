// Member by member: every value of each demo document is on its page for
// people to read, in the JSON, and in the embedded JSON-LD.
import assert from 'node:assert/strict';
import test from 'node:test';

import { demo } from '../http/lib/documents.mjs';
import { jsonLd, squeeze } from '../http/lib/html.mjs';
import { withBrowser } from './lib/browser.mjs';

// Members told in other words, or not at all, by rule of the page.
const untold = new Set(['@context', 'type', 'publicKeyPem']);

// Every scalar: [pointer, name of the member, value]; signed parts decoded.
function scalars(value, pointer = '', name = '') {
  if (Array.isArray(value))
    return value.flatMap((item, i) => scalars(item, `${pointer}/${i}`, name));
  if (value && typeof value === 'object')
    return Object.entries(value).filter(([key]) => !untold.has(key))
      .flatMap(([key, item]) => scalars(item, `${pointer}/${key}`, key));
  if (typeof value === 'string' && /^[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}$/.test(value))
    return scalars(JSON.parse(Buffer.from(value.split('.')[1], 'base64url')), pointer, name);
  return [[pointer, name, value]];
}

const dateLike = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/;

// What must be found, in the words and the attributes of the page.
function isTold(page, [pointer, name, value]) {
  const text = String(value);
  if (value === null || text === '') return true;
  if (typeof value === 'boolean') return true; /* told as a sentence */
  if (dateLike.test(text)) return page.datetimes.has(text) || page.words.includes(text);
  if (text.startsWith('data:'))
    return page.addresses.has(text) || page.files.size > 0;
  if (/^[a-z][a-z0-9+.-]*:\S+$/i.test(text) && page.addresses.has(text)) return true;
  if (page.words.includes(squeeze(text))) return true;
  if (page.plain.includes(squeeze(text.replace(/[*_`#>\[\]]|\]\([^)]*\)|^[-+\d.]+\s/gm, ' ')))) return true;
  return isTerm(name) && page.letters.includes(letters(text));
}

// Words of a list may be written for people: "InProgress" → "In progress".
function isTerm(name) {
  return /Type$|^type$|status/i.test(name) || name === 'resultType';
}

function letters(text) {
  return text.replace(/^ext:/, '').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

// All a reader can get at: words, also of what is folded; links; dates.
async function read(browser, site, path) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url + path);
  await page.locator('details').evaluateAll(all => all.forEach(d => { d.open = true; }));
  const words = squeeze(await page.locator('body').innerText());
  const found = await page.evaluate(() => ({
    datetimes: [...document.querySelectorAll('time')].map(e => e.getAttribute('datetime')),
    addresses: [...document.querySelectorAll('main *')].flatMap(e =>
      ['href', 'src', 'resource', 'cite'].map(name => e.getAttribute(name)).filter(Boolean)),
  }));
  const html = await page.content();
  await context.close();
  return {
    html, words,
    plain: squeeze(words.replace(/[*_`#>]/g, ' ')),
    letters: letters(words),
    datetimes: new Set(found.datetimes), addresses: new Set(found.addresses),
    files: new Set(found.addresses.filter(at => at.includes('/files/'))),
  };
}

async function isWhole(site, browser, record) {
  const link = site.share(record);
  const { text } = await site.ask(link, { accept: 'application/json' });
  const document = JSON.parse(text);
  const source = await site.ask(link);
  assert.deepEqual(jsonLd(source.text)[0], document);
  const page = await read(browser, site, link);
  const missing = scalars(document).filter(row => !isTold(page, row))
    .map(([pointer, , value]) => `${pointer}: ${String(value).slice(0, 100)}`);
  assert.deepEqual(missing, [], `${missing.length} values are not on the page`);
}

test('member by member', { timeout: 600000 }, t => withBrowser(async (site, browser) => {
  for (const [name, bytes] of demo()) {
    await t.test(name, async () => {
      for (const record of await site.import(bytes, name))
        await isWhole(site, browser, record);
    });
  }
}));
