// Trying the operations on the page that describes them, in a real browser.
import assert from 'node:assert/strict';
import test from 'node:test';

import { withBrowser } from './lib/browser.mjs';
import { recordOfSize } from '../http/lib/documents.mjs';
import { made, token } from '../http/lib/oauth.mjs';

test('operations are tried on their page', { timeout: 120000 }, () => withBrowser(async (site, browser) => {
  const client = made(site, 'Reader', '--itself', '--scope', 'readonly', '--scope', 'replace');
  const { json } = await token(site, client, { grant_type: 'client_credentials' });
  const page = await browser.newPage();
  const faults = [];
  page.on('console', message => {
    if (/Content Security Policy|violates/i.test(message.text())) faults.push(message.text());
  });
  await page.goto(`${site.url}/docs`);

  const answered = async (id, fill = async () => {}) => {
    const form = page.locator(`#${id} form.try`);
    await fill(form);
    await form.getByRole('button').click();
    await form.locator('.answer b').filter({ hasText: /^\d/ }).waitFor();
    return form.locator('.answer').innerText();
  };
  assert.match(await answered('getClrs'), /^401/);
  await page.fill('#try-token', json.access_token);
  const record = JSON.parse(recordOfSize(3000).toString());
  assert.match(await answered('postClr', form => form.locator('textarea').fill(JSON.stringify({ clr: record }))), /^201/);
  await page.locator('#getClrs .answer b').evaluate(b => { b.textContent = ''; });
  const list = await answered('getClrs', form => form.locator('input[name=limit]').fill('1'));
  assert.match(list, /^200/);
  assert.match(list, /X-Total-Count: 1/);
  assert.match(list, /"type": "ClrSet"/);
  assert.match(await answered('getClr', form => form.locator('input[name=clr]').fill(record.id)), /^200/);
  assert.deepEqual(faults, []);

  const bare = await browser.newContext({ javaScriptEnabled: false });
  const still = await bare.newPage();
  await still.goto(`${site.url}/docs`);
  assert.equal(await still.locator('form.try:visible').count(), 0, 'nothing is offered that would not work');
  assert.ok(await still.locator('pre.example').count() > 5);
  await bare.close();
}));
