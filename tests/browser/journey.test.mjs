// A person's way: import a document, read it, share it, see who looked, end
// the link.  With the mouse, with the keyboard alone, without JavaScript.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from '../http/lib/documents.mjs';
import { shot, watchedPage, withBrowser } from './lib/browser.mjs';
import { goesTo, hands } from './lib/hands.mjs';

const viewports = { mouse: { width: 1280, height: 900 }, keyboard: { width: 1280, height: 900 },
  phone: { width: 320, height: 640 } };

function submit(page, action) {
  return page.locator(`form[action$="${action}"]`).locator('button, input[type=submit]').first();
}

// Import a record by what ${bring} does; ends on the record's page.
async function importRecord(page, site, hand, bring, learner) {
  await page.goto(`${site.url}/`);
  await goesTo(page, () => hand.press(page, page.locator('a[href$="/import"]').first()), '**/import');
  await goesTo(page, () => bring(page, hand), '**/imports/*');
  await goesTo(page, () => hand.press(page, page.locator('main a[href*="/records/"]').first()), '**/records/*');
  assert.match(await page.locator('h1').innerText(), new RegExp(learner));
}

async function makeLink(page, hand, name) {
  await hand.write(page, page.locator('form[action$="/links"] input[name=name]'), name);
  await Promise.all([page.waitForURL('**/records/*#links'), page.waitForEvent('load'),
    hand.press(page, submit(page, '/links'))]);
  assert.equal(await linkRow(page, name).count(), 1);
  return (await page.content()).match(/\/s\/[\w-]{20,}/)[0];
}

async function somebodyLooks(browser, site, link, learner) {
  const context = await browser.newContext({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0' });
  const { page, faults } = await watchedPage(context, site);
  await page.goto(site.url + link);
  assert.match(await page.locator('h1').innerText(), new RegExp(learner));
  assert.deepEqual(faults, []);
  assert.deepEqual(await page.evaluate(() => globalThis.refusals), []);
  await context.close();
}

// The row of a link in the list of links.
function linkRow(page, name) {
  return page.locator('aside tr', { hasText: name });
}

async function seesOneView(page, name) {
  let views;
  for (let i = 0; i < 10 && views !== '1'; i++) {
    await page.waitForTimeout(200);
    await page.reload();
    views = await linkRow(page, name).locator('td.num').innerText();
  }
  assert.equal(views, '1');
}

async function switchesView(page, hand) {
  const whole = await page.locator('main').innerText();
  await goesTo(page, () => hand.press(page, page.locator('a[href*="view=summary"]').first()), '**view=summary**');
  const short = await page.locator('main').innerText();
  assert.ok(short.length <= whole.length, 'the summary is no longer than the record');
  await goesTo(page, () => hand.press(page, page.locator('a[href*="view=record"], a[href$="/records/"]').first()),
    url => !url.search.includes('summary'));
}

async function endsLink(page, browser, site, hand, link) {
  const path = `/links/${link.slice(3)}/delete`;
  const direct = page.locator(`form[action$="${path}"]`);
  if (await direct.count() === 0)
    await goesTo(page, () => hand.press(page, page.locator(`a[href$="${path}"]`)), `**${path}`);
  await goesTo(page, () => hand.press(page, submit(page, path)), url => !url.pathname.endsWith('/delete'));
  const context = await browser.newContext();
  const other = await context.newPage();
  const reply = await other.goto(site.url + link);
  assert.equal(reply.status(), 410);
  const text = await other.locator('main').innerText();
  assert.match(text, /ended|withdrawn|no longer|stopped/i);
  assert.doesNotMatch(text, /Knots/);
  await other.screenshot({ path: shot('gone.png'), fullPage: true });
  await context.close();
}

const document = () => recordBytes({ members: { learner: {
  id: 'urn:uuid:6b0f7c0e-6b7b-4c1b-9b6a-0a4c2b5d7e11', type: 'Profile', name: 'Ines Vale',
} } });

async function pasteText(page, hand) {
  await hand.write(page, page.locator('textarea[name=text]'), document().toString());
  await hand.press(page, submit(page, '/import'));
}

async function chooseFile(page, hand) {
  await page.locator('input[type=file]').setInputFiles({
    name: 'ines.json', mimeType: 'application/json', buffer: document(),
  });
  await hand.press(page, submit(page, '/import'));
}

// What the browser does when a file is let go over the page: it is sent.
async function dropFile(page) {
  await page.waitForLoadState('networkidle');
  const transfer = await page.evaluateHandle(text => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'ines.json', { type: 'application/json' }));
    return data;
  }, document().toString());
  const target = page.locator('.drop');
  for (const type of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(type, { dataTransfer: transfer });
}

async function wholeWay(browser, site, { hand, viewport, options = {}, bring = chooseFile }) {
  const context = await browser.newContext({ viewport, ...options });
  const { page, faults } = await watchedPage(context, site);
  await importRecord(page, site, hand, bring, 'Ines Vale');
  await switchesView(page, hand);
  const link = await makeLink(page, hand, 'Atlas University');
  await somebodyLooks(browser, site, link, 'Ines Vale');
  await seesOneView(page, 'Atlas University');
  await endsLink(page, browser, site, hand, link);
  assert.deepEqual(faults, []);
  await context.close();
}

test('the whole way', { timeout: 600000 }, t => withBrowser(async (site, browser) => {
  await t.test('with the mouse, by a file', () =>
    wholeWay(browser, site, { hand: hands.mouse, viewport: viewports.mouse }));
  await t.test('with the mouse, by drag and drop', () =>
    wholeWay(browser, site, { hand: hands.mouse, viewport: viewports.mouse, bring: dropFile }));
  await t.test('with the keyboard alone, by paste', () =>
    wholeWay(browser, site, { hand: hands.keyboard, viewport: viewports.keyboard, bring: pasteText }));
  await t.test('without JavaScript, on a phone', () =>
    wholeWay(browser, site, { hand: hands.mouse, viewport: viewports.phone, bring: pasteText,
      options: { javaScriptEnabled: false } }));
}));
