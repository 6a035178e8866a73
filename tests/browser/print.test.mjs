// On paper: pages are numbered, nothing is lost, nothing of the tool is
// printed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import test from 'node:test';

import { run } from '../http/lib/env.mjs';
import { furnish, shot, withBrowser } from './lib/browser.mjs';

// The texts of a page's leaves that are not hidden on paper.
function leaves(page) {
  return page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const text = node.textContent.trim();
      const box = node.parentElement.getClientRects();
      if (text && box.length && getComputedStyle(node.parentElement).visibility === 'visible')
        found.push(text);
    }
    return found;
  });
}

async function print(page, name, format) {
  const path = shot(`${name}-${format.toLowerCase()}.pdf`);
  writeFileSync(path, await page.pdf({ format, preferCSSPageSize: false, printBackground: true }));
  const text = run('pdftotext', ['-raw', path, '-']).stdout;
  const sheets = Number(run('pdfinfo', [path]).stdout.match(/^Pages:\s+(\d+)/m)[1]);
  run('pdftoppm', ['-r', '60', '-png', '-l', '2', path, path.replace('.pdf', '')]);
  return { text, sheets };
}

// Letters and digits: marks and joins stand elsewhere in a PDF's text.
function bare(text) {
  return text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
}

// A word may be broken over two pages, with the running lines between; of
// one written from right to left the pieces come in the order of drawing.
function isIn(printed, word) {
  if (printed.includes(word)) return true;
  if (/[\u0590-\u08ff]/.test(word)) return [...word].every(letter => printed.includes(letter));
  for (let at = 4; at < word.length - 4; at++)
    if (printed.includes(word.slice(0, at)) && printed.includes(word.slice(at))) return true;
  return false;
}

async function isPrinted(browser, site, name, path, format) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url + path);
  await page.emulateMedia({ media: 'print' });
  const wanted = await leaves(page);
  const { text, sheets } = await print(page, name, format);
  for (let n = 1; n <= sheets; n++)
    assert.match(text, new RegExp(`\\b${n} *(of|/) *${sheets}\\b`), `number of sheet ${n}`);
  const printed = bare(text);
  const lost = wanted.filter(part => part.split(/\s+/).some(word => !isIn(printed, bare(word))));
  assert.deepEqual(lost.slice(0, 10), [], `${lost.length} of ${wanted.length} texts are not on paper`);
  assert.equal(await page.locator('form:visible, button:visible').count(), 0, 'no form on paper');
  await context.close();
}

test('print', { timeout: 600000 }, t => withBrowser(async (site, browser) => {
  const pages = await furnish(site);
  const shared = Object.entries(pages).filter(([name]) => name.startsWith('share-'));
  const sheets = shared.map(([name, path]) => [name, path, 'A4']);
  sheets.push([...shared[0], 'Letter'], ['record-small', pages['record-small'], 'A4']);
  for (const [name, path, format] of sheets)
    await t.test(`${name} on ${format}`, () => isPrinted(browser, site, name, path, format));
}));
