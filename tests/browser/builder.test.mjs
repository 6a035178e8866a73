// Somebody who has never seen it makes a college, a learner, an achievement,
// awards it, puts the record together, publishes it and takes an assertion
// back: with the mouse, with the keyboard alone, without JavaScript, on a
// phone.
import assert from 'node:assert/strict';
import test from 'node:test';

import { setupPath } from '../http/lib/staff.mjs';
import { shot, watchedPage, withBrowser } from './lib/browser.mjs';
import { goesTo, hands } from './lib/hands.mjs';

const password = 'four words no more';

// A member's field, by its JSON pointer.
const field = (page, pointer) => page.locator(`[name="${pointer}"]`);
const button = (page, value) => page.locator(`button[name=do][value="${value}"]:not(.hide)`).first();

async function setUp(page, site, hand) {
  await page.goto(site.url + setupPath(site));
  for (const [name, value] of [['name', 'Maria Reyes'], ['email', 'maria@office.example'],
    ['password', password], ['again', password]])
    await hand.write(page, field(page, name), value);
  await goesTo(page, () => hand.press(page, page.locator('main form button').first()),
    url => !url.pathname.startsWith('/setup'));
}

const itemPage = /\/(profiles|achievements|assertions|clrs)\/[0-9a-z]{26}(\?|$)/;

async function save(page, hand) {
  await goesTo(page, () => hand.press(page, button(page, 'save')), itemPage);
  return new URL(page.url()).pathname;
}

async function makeProfile(page, site, hand, name) {
  await page.goto(`${site.url}/build`);
  await goesTo(page, () => hand.press(page, page.locator('main a[href$="/profiles/new"]').first()),
    '**/profiles/new');
  await hand.write(page, field(page, '/name'), name);
  return save(page, hand);
}

// A button of the form that shows it again, with or without a reload.
async function again(page, hand, value, seen) {
  await hand.press(page, button(page, value));
  await page.locator(seen).first().waitFor();
}

// Open what hides ${target}, from the outside in.
async function unfold(page, hand, target) {
  const closed = page.locator('details:not([open])').filter({ has: target });
  while (await closed.count()) await hand.press(page, closed.first().locator('> summary'));
  await target.waitFor();
}

async function makeAchievement(page, site, hand) {
  await page.goto(`${site.url}/build`);
  await goesTo(page, () => hand.press(page, page.locator('main a[href$="/achievements/new"]').first()),
    '**/achievements/new');
  await hand.write(page, field(page, '/name'), 'Carpentry I');
  await field(page, '/issuer').selectOption({ label: 'Riverbend College' });
  await hand.write(page, field(page, '/description'), 'Joints that hold.');
  await unfold(page, hand, field(page, '/requirement/narrative'));
  await hand.write(page, field(page, '/requirement/narrative'), 'Make *three* joints.');
  await unfold(page, hand, button(page, 'add /resultDescriptions'));
  await again(page, hand, 'add /resultDescriptions', '[name="/resultDescriptions/0/name"]');
  await hand.write(page, field(page, '/resultDescriptions/0/name'), 'Final grade');
  await field(page, '/resultDescriptions/0/resultType').selectOption('LetterGrade');
  assert.equal(await field(page, '/name').inputValue(), 'Carpentry I');
  return save(page, hand);
}

async function award(page, site, hand) {
  await page.goto(`${site.url}/build`);
  await goesTo(page, () => hand.press(page, page.locator('main a[href*="/award"]').first()), '**/award**');
  const choose = page.locator('button[name=achievement]');
  if (await choose.count())
    await goesTo(page, () => hand.press(page, choose.first()), '**/award?*achievement=*');
  await page.getByLabel(/Ines Vale/).check();
  await goesTo(page, () => hand.press(page, button(page, 'award')), '**/assertions/**');
  return new URL(page.url()).pathname.replace(/\/edit$/, '');
}

async function gather(page, site, hand) {
  await page.goto(`${site.url}/build`);
  await goesTo(page, () => hand.press(page, page.locator('main a[href*="/gather"]').first()), '**/gather**');
  for (let i = 0; i < 8 && !itemPage.test(page.url()); i++) {
    const radio = page.locator('input[type=radio]:not(:checked)');
    const step = await page.locator('input[name=now]').inputValue();
    if (step === 'learner') await page.getByLabel(/Ines Vale/).check();
    if (step === 'publisher' && await radio.count()) await page.getByLabel(/Riverbend College/).first().check();
    await Promise.all([page.waitForEvent('load'),
      hand.press(page, page.locator('p.actions button').first())]);
  }
  assert.match(page.url(), itemPage);
  return new URL(page.url()).pathname;
}

async function publish(page, site, hand, item) {
  await page.goto(site.url + item);
  await goesTo(page, () => hand.press(page, page.locator('main a[href$="/publish"]').first()), '**/publish');
  assert.equal(await page.locator('.notes .error').count(), 0, await page.locator('main').innerText());
  await goesTo(page, () => hand.press(page, button(page, 'publish')), itemPage);
}

async function revoke(page, site, hand, item) {
  await page.goto(site.url + item);
  await goesTo(page, () => hand.press(page, page.locator('main a[href$="/revoke"]').first()), '**/revoke');
  await hand.write(page, field(page, 'reason'), 'Awarded to the wrong person.');
  await goesTo(page, () => hand.press(page, page.locator('main form button.danger')), itemPage);
  assert.match(await page.locator('main').innerText(), /Revoked/);
  assert.match(await page.locator('main').innerText(), /wrong person/);
}

async function json(page, site, path) {
  const reply = await page.request.get(site.url + path, { headers: { Accept: 'application/json' } });
  assert.equal(reply.status(), 200);
  return reply.json();
}

async function wholeWay(site, browser, { hand, options = {}, name }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const { page, faults } = await watchedPage(context, site);
  await setUp(page, site, hand);
  await makeProfile(page, site, hand, 'Riverbend College');
  await makeProfile(page, site, hand, 'Ines Vale');
  await makeAchievement(page, site, hand);
  const assertion = await award(page, site, hand);
  const clr = await gather(page, site, hand);
  await publish(page, site, hand, clr);
  await page.screenshot({ path: shot(`builder-${name}.png`), fullPage: true });
  const document = await json(page, site, clr);
  assert.equal(document.learner.name, 'Ines Vale');
  assert.equal(document.publisher.name, 'Riverbend College');
  assert.equal(document.assertions[0].achievement.name, 'Carpentry I');
  await revoke(page, site, hand, assertion);
  assert.equal((await json(page, site, assertion)).revoked, true);
  assert.deepEqual(faults, []);
  await context.close();
}

const ways = {
  mouse: { hand: hands.mouse },
  keyboard: { hand: hands.keyboard },
  'no JavaScript': { hand: hands.mouse, options: { javaScriptEnabled: false } },
  phone: { hand: hands.mouse, options: { viewport: { width: 320, height: 640 } } },
};

for (const [name, way] of Object.entries(ways))
  test(`a first record, made with ${name}`, { timeout: 180000 }, () =>
    withBrowser((site, browser) => wholeWay(site, browser, { ...way, name })));
