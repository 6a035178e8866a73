// What is asked of every page: accessible by WCAG 2.2 AA, nothing to scroll
// sideways, no errors, nothing from others.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { modulesFolder, run } from '../../http/lib/env.mjs';

const axe = readFileSync(join(modulesFolder(), 'axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

// Violations in a few words each.
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async tags => {
    const result = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return result.violations.map(v => `${v.id} (${v.impact}): ` + v.nodes.slice(0, 3)
      .map(n => `${n.target.join(' ')} ${n.failureSummary.split('\n')[1]?.trim()}`).join(' | '));
  }, tags);
  return found;
}

// Elements that stick out of the page to the right.
export function wide(page) {
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
  return page.evaluate(() => [...document.querySelectorAll('button:not([aria-hidden]), select, summary, input:not([type=hidden])')]
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24))
    .map(([e, box]) => `${e.outerHTML.slice(0, 60)} ${box.width}×${box.height}`));
}

// What holds of every page as it stands in the window.
export async function isSound(site, { page, faults }, path) {
  faults.length = 0;
  await page.goto(site.url + path);
  assert.deepEqual(await wide(page), [], 'no sideways scroll');
  assert.deepEqual(await small(page), [], 'targets are large enough');
  assert.deepEqual(await page.evaluate(() => globalThis.refusals), [], 'no refusal of the policy');
  assert.deepEqual(faults, [], 'no fault');
  assert.deepEqual(await page.evaluate(() => document.cookie), '', 'no cookie for scripts');
}

export async function look(page, width, scheme) {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme });
}

// What the Nu HTML checker says of ${files}: errors and warnings, each once.
export function nuChecker(files) {
  const jar = join(modulesFolder(), 'vnu-jar/build/dist/vnu.jar');
  const done = run('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', ...files], { ms: 300000 });
  const { messages } = JSON.parse(done.stdout || done.stderr);
  const said = messages.filter(m => m.type === 'error' || m.subType === 'warning')
    .map(m => `${m.url.split('/').pop()}:${m.lastLine}: ${m.message} «${m.extract?.replace(/\s+/g, ' ').slice(0, 120)}»`);
  return [...new Set(said)].slice(0, 40);
}
