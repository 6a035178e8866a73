// Every page, wide and narrow, light and dark: accessible by WCAG 2.2 AA,
// nothing to scroll sideways, nothing fetched from others, no errors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { modulesFolder } from '../http/lib/env.mjs';
import { furnish, shot, watchedPage, withBrowser } from './lib/browser.mjs';

const axe = readFileSync(join(modulesFolder(), 'axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const looks = [[1280, 'light'], [320, 'dark'], [1280, 'dark'], [320, 'light']];

// The pages of a document differ in their content only: two looks will do.
function looksOf(name) {
  return /^(record|share|summary)-/.test(name) ? looks.slice(0, 2) : looks;
}

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

async function isGood(browser, site, name, path, [width, scheme]) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme });
  const { page, faults } = await watchedPage(context, site);
  await page.goto(site.url + path);
  assert.deepEqual(await wide(page), [], 'no sideways scroll');
  assert.deepEqual(await small(page), [], 'targets are large enough');
  assert.deepEqual(await page.evaluate(() => globalThis.refusals), [], 'no refusal of the policy');
  assert.deepEqual(faults, [], 'no fault');
  await page.screenshot({ path: shot(`${name}-${width}-${scheme}.png`), fullPage: true });
  assert.deepEqual(await page.evaluate(() => document.cookie), '', 'no cookie for scripts');
  assert.deepEqual(await violations(page), []);
  await context.close();
}

test('every page', { timeout: 900000 }, t => withBrowser(async (site, browser) => {
  const pages = await furnish(site);
  for (const [name, path] of Object.entries(pages))
    for (const look of looksOf(name))
      await t.test(`${name}, ${look.join(' ')}`, () => isGood(browser, site, name, path, look));

  await t.test('the form with a message, 320 light', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 }, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${site.url}/import`);
    await page.locator('textarea[name=text]').fill('{"a":');
    await Promise.all([page.waitForEvent('load'),
      page.locator('form[action$="/import"] button').first().click()]);
    assert.deepEqual(await wide(page), []);
    assert.deepEqual(await violations(page), []);
    await page.screenshot({ path: shot('import-refused-320.png'), fullPage: true });
    await context.close();
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

  await t.test('a first visit to a shared page stays under 100 kB without its pictures', async () => {
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
