// How fast a text is signed, and a signed one taken apart and checked: as a
// share of what OpenSSL alone can do with such a key (openssl speed), which
// signs a hash and does nothing else.  Both count their own processor time
// on one core; rounds are interleaved.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { clarus, run, source } from '../http/lib/env.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const build = resolve(process.env.CLARUS_BUILD ?? join(clarus, '..'));

const rows = [
  { name: 'signing a text of 2 kB', act: 'sign', size: 2000, goal: 0.90 },
  { name: 'checking one of 200 bytes', act: 'verify', size: 200, goal: 0.65 },
  { name: 'checking one of 2 kB', act: 'verify', size: 2000, goal: 0.65 },
  { name: 'checking one of 20 kB', act: 'verify', size: 20000 },
];

function must(program, args) {
  const done = run(program, args);
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

// Signatures made and checked a second.
function openssl(seconds) {
  const text = must('openssl', ['speed', '-mr', '-seconds', String(seconds), 'rsa2048']);
  const [, sign, verify] = text.match(/^\+F2:\d+:2048:([\d.]+):([\d.]+)/m);
  return { sign: Number(sign), verify: Number(verify) };
}

export function signatures({ dir, rounds, seconds, median }) {
  const program = join(dir, 'jws');
  must(process.env.CC ?? 'cc', ['-O2', '-D_GNU_SOURCE', `-I${join(source, 'src')}`, '-o', program,
    join(here, 'jws.c'), join(build, 'libclarus.a'), '-ljansson', '-lcrypto']);
  const ratios = rows.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = rows.map((row, i) => [row, i]);
    if (round % 2) order.reverse();
    const theirs = openssl(seconds);
    for (const [row, i] of order)
      ratios[i].push(Number(must(program, [row.act, String(row.size), String(seconds)])) / theirs[row.act]);
  }
  return rows.map((row, i) => {
    const ratio = median(ratios[i]);
    return { ...row, ratio, isGood: !row.goal || ratio >= row.goal };
  });
}
