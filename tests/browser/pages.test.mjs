// Every page: nothing to scroll sideways on a phone, nothing fetched from
// others, no errors.  One page of each kind, and records in other scripts,
// wide and light, narrow and dark: accessible by WCAG 2.2 AA.
import assert from 'node:assert/strict';
import test from 'node:test';

import { furnish, shot, watchedPage, withBrowser } from './lib/browser.mjs';
import { isSound, look, violations, wide } from './lib/judge.mjs';

const looks = [[1280, 'light'], [320, 'dark']];

// The kinds of page; of records one small, one signed, one in each
// direction and script, one withdrawn.
const judged = ['home', 'records', 'records-none', 'import', 'imported', 'error', 'ended',
  'record-small', 'record-signed', 'share-ingrid-solberg-bicycle-repair',
  'summary-ingrid-solberg-bicycle-repair', 'share-layla-haddad-nursing',
  'share-chen-meiling-music', 'share-daniel-whitlock-withdrawn',
  'delete-record', 'delete-link', 'verify', 'verify-good', 'verify-expired', 'verify-revoked',
  'verify-tampered', 'verify-unknown', 'verify-failed', 'verify-receipt', 'share-forged',
  'checks-shared'];

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
