// Member by member: every value of each demo document is on its page for
// people to read, in the JSON, and in the embedded JSON-LD.
import assert from 'node:assert/strict';
import test from 'node:test';

import { isEmbedded } from '../http/lib/checks.mjs';
import { demo, signedPart } from '../http/lib/documents.mjs';
import { squeeze } from '../http/lib/html.mjs';
import { withBrowser } from './lib/browser.mjs';

// Members whose value is the name of the class: told as the page's layout.
const untold = new Set(['@context', 'type']);

// Every scalar: [pointer, name of the member, value]; signed parts decoded.
function scalars(value, pointer = '', name = '') {
  if (Array.isArray(value))
    return value.flatMap((item, i) => scalars(item, `${pointer}/${i}`, name));
  if (value && typeof value === 'object')
    return Object.entries(value).filter(([key]) => !untold.has(key))
      .flatMap(([key, item]) => scalars(item, `${pointer}/${key}`, key));
  const signed = signedPart(value);
  return signed ? scalars(signed, pointer, name) : [[pointer, name, value]];
}

// What the manual of the data model says: the words for each value of a
// list, and which members are Markdown.
function readModel(manual) {
  const labels = new Map();
  const markdown = new Set();
  for (const line of manual.split('\n')) {
    const cells = line.split(' | ').map(cell => cell.replace(/^\| |^`|`$| \|$/g, '').replace(/^`|`$/g, ''));
    if (cells.length === 3) labels.set(cells[0], [...labels.get(cells[0]) ?? [], cells[1]]);
    if (cells[1] === 'Markdown') markdown.add(cells[0]);
  }
  return { labels, markdown };
}

const dateLike = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/;

// Is this value among the words, links and dates of the page?
function isTold(page, model, [, name, value]) {
  const text = String(value);
  if (value === null || text === '' || typeof value === 'boolean') return true;
  if (dateLike.test(text)) return page.datetimes.has(text);
  if (text.startsWith('data:')) return page.addresses.has(text) || page.files.size > 0;
  if (page.words.includes(squeeze(text))) return true;
  if (/^ext:/.test(text)) return page.letters.includes(letters(text.slice(4)));
  if (/^[a-z][a-z0-9+.-]*:\S+$/i.test(text)) return page.addresses.has(text);
  if (model.labels.has(text))
    return model.labels.get(text).some(label => page.words.includes(label));
  return model.markdown.has(name) && wordsOf(text).every(word => page.words.includes(word));
}

// The words of a text in Markdown, less the addresses of its links.
function wordsOf(text) {
  return text.replace(/\]\([^)]*\)/g, ' ').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function letters(text) {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
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
  await context.close();
  return {
    words, letters: letters(words),
    datetimes: new Set(found.datetimes), addresses: new Set(found.addresses),
    files: new Set(found.addresses.filter(at => at.includes('/files/'))),
  };
}

async function isWhole(site, browser, model, record) {
  const link = site.share(record);
  const { text } = await site.ask(link, { accept: 'application/json' });
  await isEmbedded(site, link, text);
  const page = await read(browser, site, link);
  const missing = scalars(JSON.parse(text)).filter(row => !isTold(page, model, row))
    .map(([pointer, , value]) => `${pointer}: ${String(value).slice(0, 100)}`);
  assert.deepEqual(missing, [], `${missing.length} values are not on the page`);
}

test('member by member', { timeout: 600000 }, t => withBrowser(async (site, browser) => {
  const model = readModel(site.must('model'));
  assert.ok(model.labels.size > 50 && model.markdown.size >= 2, 'the manual was understood');
  for (const [name, bytes] of demo()) {
    await t.test(name, async () => {
      for (const record of await site.import(bytes, name))
        await isWhole(site, browser, model, record);
    });
  }
}));
