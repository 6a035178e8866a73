// First views: links that nobody has opened, each opened once.  A script for
// wrk asks for each of its paths once and says how long that took, because
// wrk itself counts on after the last.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../http/lib/env.mjs';

// ${count} new links of the record ${id}, made as people make them; their
// paths.
export async function newLinks(office, url, id, count) {
  const old = new Set(linksOf(office, id));
  const post = async i => {
    const reply = await fetch(`${url}/${office.name}/records/${id}/links`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ name: `Reader ${i}` }),
    });
    await reply.arrayBuffer();
    if (reply.status !== 303) throw new Error(`a link: ${reply.status}`);
  };
  for (let i = 0; i < count; i += 8)
    await Promise.all(Array.from({ length: Math.min(8, count - i) }, (_, j) => post(i + j)));
  return linksOf(office, id).filter(path => !old.has(path));
}

function linksOf(office, id) {
  const done = run(office.program, [...office.words, 'share', '--list', id]);
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.split('\n').filter(Boolean).map(line => new URL(line.split('\t')[0]).pathname);
}

// Take away what was rendered when the links were made.
export function emptyTree(office) {
  rmSync(join(office.home, 'tree'), { recursive: true });
}

// Requests a second, each of ${paths} asked for once and answered well.
export function once(url, paths, { dir, accept, agent, connections }) {
  const file = join(dir, 'once.lua');
  writeFileSync(file, [
    'local ffi = require("ffi")',
    'ffi.cdef "typedef struct { long s, ns; } moment; int clock_gettime(int, moment *);"',
    'local at = ffi.new("moment")',
    'local function now() ffi.C.clock_gettime(1, at); return tonumber(at.s) + tonumber(at.ns) / 1e9 end',
    `local paths = { ${paths.map(path => JSON.stringify(path)).join(', ')} }`,
    'local asked, answered, started = 0, 0, nil',
    'function request()',
    '  started = started or now()',
    '  asked = asked + 1',
    '  return wrk.format("GET", paths[(asked - 1) % #paths + 1])',
    'end',
    'function response(status)',
    '  if status ~= 200 then print("answered " .. status); os.exit(1) end',
    '  answered = answered + 1',
    '  if answered == #paths then print("rate " .. #paths / (now() - started)); os.exit(0) end',
    'end',
  ].join('\n') + '\n');
  const done = run('wrk', ['-t', '1', '-c', String(connections), '-d', '60s', '-s', file,
    '-H', `Accept: ${accept}`, '-H', `User-Agent: ${agent}`, url]);
  const rate = Number(done.stdout.match(/^rate ([\d.]+)/m)?.[1]);
  if (!rate) throw new Error(`first views: ${done.stdout}${done.stderr}`);
  return rate;
}
