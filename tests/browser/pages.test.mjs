// Every page: nothing to scroll sideways on a phone, nothing fetched from
// others, no errors.  One page of each kind, and records in other scripts,
// wide and light, narrow and dark: accessible by WCAG 2.2 AA.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { modulesFolder } from '../http/lib/env.mjs';
import { furnish, shot, watchedPage, withBrowser } from './lib/browser.mjs';

const axe = readFileSync(join(modulesFolder(), 'axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const looks = [[1280, 'light'], [320, 'dark']];

// The kinds of page; of records one small, one signed, one in each
// direction and script, one withdrawn.
const judged = ['home', 'records', 'records-none', 'import', 'imported', 'error', 'ended',
  'record-small', 'record-signed', 'share-ingrid-solberg-bicycle-repair',
  'summary-ingrid-solberg-bicycle-repair', 'share-layla-haddad-nursing',
  'share-chen-meiling-music', 'share-daniel-whitlock-withdrawn',
  'delete-record', 'delete-link'];

// Violations in a few words each.
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async tags => {
    const result = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return result.violations.map(v => `${v.id} (${v.impact}): ` + v.nodes.slice(0, 3)
      .map(n => `${n.target.join(' ')} ${n.failureSummary.split('\n')[1]?.trim()}`).join(' | '));
  }, tags);
  return found;
}

// Elements that stick out of the page to the right.
function wide(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll('body *')]
      .filter(e => e.getBoundingClientRect().right > room + 1)
      .slice(0, 5).map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`)
      .concat(`page is ${document.documentElement.scrollWidth} wide in ${room}`);
  });
}

// Controls under 24 by 24 CSS pixels that are not words in a line.
function small(page) {
  return page.evaluate(() => [...document.querySelectorAll('button, select, summary, input:not([type=hidden])')]
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
    .map(([e, box]) => `${e.outerHTML.slice(0, 60)} ${box.width}×${box.height}`));
}

// What holds of every page as it stands in the window.
async function isSound(site, { page, faults }, path) {
  faults.length = 0;
  await page.goto(site.url + path);
  assert.deepEqual(await wide(page), [], 'no sideways scroll');
  assert.deepEqual(await small(page), [], 'targets are large enough');
  assert.deepEqual(await page.evaluate(() => globalThis.refusals), [], 'no refusal of the policy');
  assert.deepEqual(faults, [], 'no fault');
  assert.deepEqual(await page.evaluate(() => document.cookie), '', 'no cookie for scripts');
}

async function look(page, width, scheme) {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
}

test('every page', { timeout: 600000 }, t => withBrowser(async (site, browser) => {
  const pages = await furnish(site);
  const watched = await watchedPage(await browser.newContext(), site);
  const { page } = watched;

  for (const [width, scheme] of looks) {
    await look(page, width, scheme);
    for (const name of judged) {
      await t.test(`${name}, ${width} ${scheme}`, async () => {
        assert.ok(pages[name], 'there is such a page');
        await isSound(site, watched, pages[name]);
        await page.screenshot({ path: shot(`${name}-${width}-${scheme}.png`), fullPage: true });
        assert.deepEqual(await violations(page), []);
      });
    }
  }

  await look(page, 320, 'light');
  for (const [name, path] of Object.entries(pages).filter(([name]) => !judged.includes(name)))
    await t.test(`${name}, 320 light`, () => isSound(site, watched, path));

  await t.test('the form with a message, 320 light', async () => {
    await page.goto(`${site.url}/import`);
    await page.locator('textarea[name=text]').fill('{"a":');
    await page.locator('form[action$="/import"] button').first().click();
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await wide(page), []);
    assert.deepEqual(await violations(page), []);
    await page.screenshot({ path: shot('import-refused-320.png'), fullPage: true });
  });

  await t.test('enlarged text (200 %) and wider spacing lose nothing', async () => {
    const context = await browser.newContext({ viewport: { width: 640, height: 800 }, bypassCSP: true });
    const page = await context.newPage();
    const share = Object.entries(pages).find(([name]) => name.startsWith('share-'))[1];
    await page.goto(site.url + share);
    await page.addStyleTag({ content: `html { font-size: 200% !important }
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }` });
    assert.deepEqual(await wide(page), []);
    await context.close();
  });

  await t.test('a first visit to a shared page asks for four files of the style at most', async () => {
    const share = Object.entries(pages).find(([name]) => name.startsWith('share-'))[1];
    const context = await browser.newContext();
    const page = await context.newPage();
    const urls = [];
    page.on('request', request => urls.push(request.url()));
    await page.goto(site.url + share);
    assert.ok(urls.filter(url => url.includes('/static/')).length <= 4, urls.join('\n'));
    await context.close();
  });
}));
