// Every page of the staff, as their owner sees it: accessible, nothing to
// scroll sideways, no errors, valid HTML.
import assert from 'node:assert/strict';
import test from 'node:test';

import { shot, watchedPage, withBrowser } from './lib/browser.mjs';
import { isSound, look, nuChecker, violations } from './lib/judge.mjs';
import { furnishOffice } from './lib/office.mjs';

const looks = [[1280, 'light'], [320, 'dark']];

// A context of the browser that has a visitor's cookies.
async function signedIn(browser, site, visitor) {
  const context = await browser.newContext();
  await context.addCookies([...visitor.cookies].map(([name, value]) => ({
    name, value, url: site.url, httpOnly: true, sameSite: 'Lax',
  })));
  return context;
}

// The pages as files, as their owner gets them; what only a guest sees, as
// a guest.
async function saved(site, owner, pages) {
  const files = [];
  for (const [name, path] of Object.entries(pages)) {
    const seen = await owner.ask(path);
    const reply = seen.status === 303 ? await site.ask(path, { accept: 'text/html' }) : seen;
    files.push(site.write(`${name}.html`, reply.bytes));
  }
  return files;
}

test('every page of the staff', { timeout: 900000 }, t => withBrowser(async (site, browser) => {
  const { owner, pages } = await furnishOffice(site);
  const watched = await watchedPage(await signedIn(browser, site, owner), site);
  const { page } = watched;

  for (const [width, scheme] of looks) {
    await look(page, width, scheme);
    for (const [name, path] of Object.entries(pages))
      await t.test(`${name}, ${width} ${scheme}`, async () => {
        await isSound(site, watched, path);
        await page.screenshot({ path: shot(`office-${name}-${width}-${scheme}.png`), fullPage: true });
        assert.deepEqual(await violations(page), []);
      });
  }
  await t.test('Nu HTML checker: no error, no warning', async () =>
    assert.deepEqual(nuChecker(await saved(site, owner, pages)), []));
}));
