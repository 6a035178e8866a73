// Chromium, and a furnished site to look at: one record shared, one link
// ended, every demo document imported.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { compactJws, demo, record, recordBytes } from '../../http/lib/documents.mjs';
import { load } from '../../http/lib/env.mjs';
import { onPage } from '../../http/lib/reports.mjs';
import { openSite } from '../../http/lib/site.mjs';

const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export function openBrowser() {
  return load('playwright-core').chromium.launch({
    executablePath: process.env.CLARUS_CHROMIUM ?? '/usr/bin/chromium', args: flags,
  });
}

// A site and a browser for the tests of ${define}, both ended afterwards.
export async function withBrowser(define, given) {
  const site = await openSite(given);
  let browser;
  try {
    browser = await openBrowser();
    await define(site, browser);
  } finally {
    await browser?.close();
    await site.close();
  }
}

const shots = resolve(process.env.CLARUS_SHOTS ?? 'shots');

// Where a picture of this name is kept.
export function shot(name) {
  mkdirSync(shots, { recursive: true });
  return join(shots, name);
}

// Import everything; the address of each kind of page, by a short name.
export async function furnish(site) {
  const pages = { home: '/', records: '/records', import: '/import',
    'records-none': '/records?q=nobody%20here', error: '/nothing' };
  for (const [name, bytes] of demo()) {
    const reply = await site.upload([[name, bytes]]);
    const [first] = await site.recordsOf(reply.location);
    const short = name.replace(/\.\w+$/, '');
    pages.imported ??= new URL(reply.location, site.url).pathname;
    pages[`record-${short}`] = first;
    pages[`share-${short}`] = site.share(first, `Reader of ${short}`);
    pages[`summary-${short}`] = `${pages[`share-${short}`]}?view=summary`;
  }
  const [small] = await site.import(recordBytes());
  const ended = site.share(small, 'Somebody');
  site.must('share', '--delete', ended.slice(3));
  const kept = site.share(small, 'Atlas University');
  const [signed] = await site.import(compactJws(record()), 'signed.jws');
  return { ...pages, 'record-small': small, 'record-signed': signed,
    'share-signed': site.share(signed), ended,
    'delete-record': `${small}/delete`,
    'delete-link': `${small}/links/${kept.slice(3)}/delete`, ...await verified(site) };
}

// The pages of verification: the box, a report of each verdict, a receipt,
// what a shared record says of itself.
async function verified(site) {
  const pages = { verify: '/verify' };
  for (const name of ['good', 'expired', 'revoked', 'tampered', 'unknown'])
    pages[`verify-${name}`] = await onPage(site, { text: `${site.url}/verify/samples/${name}` });
  const failed = await onPage(site, { text: `${site.url}/s/none` });
  await site.post(`${pages['verify-tampered']}/receipt`, {});
  const [made] = await site.import((await site.ask('/verify/samples/tampered')).text, 'tampered.jws');
  const link = site.share(made, 'Reader of the forged one');
  return { ...pages, 'verify-failed': failed, 'verify-receipt': `${pages['verify-tampered']}/receipt`,
    'share-forged': link, 'checks-shared': `${link}/checks` };
}

// A page that remembers what must not happen: console errors and warnings,
// refusals of the policy, requests to others, failed requests of ours.
export async function watchedPage(context, site) {
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  const faults = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()) &&
        !/status of (400|404|410|422|403)/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => faults.push(`script: ${error.message}`));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(`${site.url}/`) && !url.startsWith('data:'))
      faults.push(`request to others: ${url.slice(0, 100)}`);
  });
  page.on('response', response => {
    if (response.status() >= 400 && !response.request().isNavigationRequest())
      faults.push(`${response.status()} for ${response.url()}`);
  });
  page.on('requestfailed', request => {
    // Going on to the next page ends what the last one still asked for.
    const isEnded = request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!request.isNavigationRequest() && !isEnded) faults.push(`failed: ${request.url()}`);
  });
  await page.addInitScript(() => {
    globalThis.refusals = [];
    addEventListener('securitypolicyviolation', event =>
      globalThis.refusals.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return { page, faults };
}
