// Letting an application in, in a real browser: the policy of the pages on
// the way lets the form lead to the application, with JavaScript and without.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import test from 'node:test';

import { shot, withBrowser } from './lib/browser.mjs';
import { violations, wide } from './lib/judge.mjs';
import { asked, pkce, redeem, register, request, scopes } from '../http/lib/oauth.mjs';
import { firstOwner, member, password } from '../http/lib/staff.mjs';

// An application: it keeps what it is sent, and goes on to its own page.
async function openApplication() {
  const seen = [];
  const server = createServer((request, reply) => {
    const url = new URL(request.url, `http://${request.headers.host}`);
    if (url.pathname === '/cb') {
      seen.push({ query: url.searchParams, referer: request.headers.referer, method: request.method });
      reply.writeHead(302, { location: '/done' }).end();
    } else {
      reply.writeHead(200, { 'content-type': 'text/html' })
        .end('<!DOCTYPE html><title>Blue Wallet</title><h1>Back in the wallet</h1>');
    }
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return { server, seen, back: `http://127.0.0.1:${server.address().port}/cb` };
}

// A new browser of the learner, not signed in.
async function openPage(browser, given) {
  const context = await browser.newContext(given);
  const page = await context.newPage();
  const faults = [];
  page.on('console', message => {
    if (/Content Security Policy|violates/i.test(message.text())) faults.push(message.text());
  });
  page.setDefaultTimeout(30000);
  return { context, page, faults };
}

async function signIn(page) {
  await page.getByLabel('E-mail').fill('learner@office.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const given = { settings: { demo: 'no', password_cost: 1 } };

test('letting an application in', { timeout: 300000 }, t => withBrowser(async (site, browser) => {
  const owner = await firstOwner(site);
  await member(site, owner, 'learner');
  const app = await openApplication();
  const client = await register(site, { redirect_uris: [app.back.replace(/:\d+/, '')] });
  const { verifier, challenge } = pkce();
  const ask = over => site.url + asked(request(client, { redirect_uri: app.back,
    code_challenge: challenge, scope: `${scopes.read} ${scopes.offline}`, ...over }));

  try {
    for (const javaScriptEnabled of [true, false]) {
      const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript';

      await t.test(`signing in, allowing, back in the application, ${how}`, async () => {
        const { context, page, faults } = await openPage(browser, { javaScriptEnabled });
        app.seen.length = 0;
        await page.goto(ask());
        await signIn(page);
        await page.getByRole('heading', { name: 'Blue Wallet asks you to let it in' }).waitFor();
        await page.getByRole('button', { name: 'Allow' }).click();
        await page.getByRole('heading', { name: 'Back in the wallet' }).waitFor();
        assert.deepEqual(faults, []);
        assert.equal(app.seen.length, 1);
        const [{ query, referer, method }] = app.seen;
        assert.equal(referer, undefined, 'the address of the request goes nowhere');
        assert.equal(method, 'GET', 'the form is not sent on');
        assert.equal(query.get('state'), 'st-1');
        const got = await redeem(site, client, { code: query.get('code'), verifier }, { redirect_uri: app.back });
        assert.equal(got.status, 200, got.text);
        await context.close();
      });

      await t.test(`denying, ${how}`, async () => {
        const { context, page, faults } = await openPage(browser, { javaScriptEnabled });
        app.seen.length = 0;
        await page.goto(ask());
        await signIn(page);
        await page.getByRole('button', { name: 'Deny' }).click();
        await page.getByRole('heading', { name: 'Back in the wallet' }).waitFor();
        assert.deepEqual(faults, []);
        assert.equal(app.seen[0].query.get('error'), 'access_denied');
        await context.close();
      });
    }

    await t.test('a wrong request leads back by a link, or by itself once one is signed in', async () => {
      const { context, page, faults } = await openPage(browser);
      app.seen.length = 0;
      await page.goto(ask({ scope: 'openid' }));
      assert.equal(app.seen.length, 0);
      await page.getByRole('link', { name: 'Go back to 127.0.0.1' }).click();
      await page.getByRole('heading', { name: 'Back in the wallet' }).waitFor();
      await page.goto(`${site.url}/login`);
      await signIn(page);
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      await page.goto(ask({ scope: 'openid' }));
      await page.getByRole('heading', { name: 'Back in the wallet' }).waitFor();
      assert.deepEqual(app.seen.map(({ query }) => query.get('error')), ['invalid_scope', 'invalid_scope']);
      assert.deepEqual(faults, []);
      await context.close();
    });

    await t.test('the page that asks cannot be framed', async () => {
      const { context, page } = await openPage(browser);
      await page.goto(app.back.replace('/cb', '/frame'));
      await page.setContent(`<iframe src="${ask()}"></iframe>`);
      await page.waitForTimeout(500);
      const frame = page.frames().find(one => one !== page.mainFrame());
      assert.equal(await frame.locator('form').count(), 0);
      await context.close();
    });

    await t.test('is pictured, and sound, wide and narrow', async () => {
      const { context, page } = await openPage(browser);
      await page.goto(ask());
      await signIn(page);
      await page.getByRole('button', { name: 'Allow' }).waitFor();
      for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']]) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await wide(page), []);
        assert.deepEqual(await violations(page), []);
        await page.screenshot({ path: shot(`consent-${width}.png`), fullPage: true });
      }
      await context.close();
    });

    await t.test('shutting it out again', async () => {
      const { context, page } = await openPage(browser);
      await page.goto(`${site.url}/account/apps`);
      await signIn(page);
      await page.getByRole('heading', { name: 'Applications you let in' }).waitFor();
      const buttons = page.getByRole('button', { name: /^Shut it out.*Blue Wallet$/ });
      for (let left = await buttons.count(); left > 0; left--) {
        await page.screenshot({ path: shot('apps.png'), fullPage: true });
        await buttons.first().click();
        await page.getByRole('status').filter({ hasText: 'is shut out' }).waitFor();
      }
      await page.getByText('You have let no application in.').waitFor();
      await context.close();
    });
  } finally {
    app.server.close();
  }
}, given));
