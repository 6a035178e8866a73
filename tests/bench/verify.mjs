// Verifying what an office has signed, its keys at hand, from request to
// report: as a share of what OpenSSL alone can do with as many signatures on
// as many cores (openssl speed -multi).  Rounds are interleaved.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { run } from '../http/lib/env.mjs';
import { rows } from '../http/lib/hosted.mjs';

// 0.07 is 5,000 a second where two cores check 70,000 signatures.  What lies
// between is the web server, wrk, JSON, and a report of as many bytes.
const shapes = [
  { name: 'POST /api/verify: a signed assertion', parts: 0, goal: 0.07 },
  { name: 'a signed record with one of them', parts: 1, goal: 0.14 },
  { name: 'a signed record with sixty', parts: 60 },
];

function must(program, args) {
  const done = run(program, args);
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

// A record of ${count} assertions, with ids of the office at ${url}.
function recordOf(url, count) {
  const at = name => `${url}/ims/clr/v1p0/${name}`;
  const college = { type: 'Profile', id: at('profiles/weir'), name: 'Weir College', url };
  const learner = { type: 'Profile', id: at('profiles/bea'), name: 'Bea Moss' };
  return {
    '@context': 'https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld',
    type: 'Clr', id: at(`clrs/transcript-${count}`), name: `Transcript ${count}`,
    issuedOn: '2024-06-01T00:00:00Z', learner, publisher: college,
    assertions: Array.from({ length: count }, (_, i) => ({
      type: 'Assertion', id: at(`assertions/award-${count}-${i}`), issuedOn: '2024-05-31T00:00:00Z',
      recipient: { type: 'id', identity: learner.id, hashed: false },
      achievement: {
        type: 'Achievement', id: at(`achievements/course-${i}`), achievementType: 'Course',
        name: `Course ${i}`, issuer: college,
        description: 'Rope work: knots, hitches, bends and splices, by day and by night.',
      },
    })),
  };
}

// The content of a signed text.
const opened = jws => JSON.parse(Buffer.from(jws.split('.')[1], 'base64url'));

// Sign records in ${office}, whose address is ${url}; what is to be verified,
// each with a script for wrk that does.
export async function signedDocuments(office, url) {
  const site = { settings: { database: join(office.home, 'clarus.db') } };
  const records = shapes.filter(shape => shape.parts > 0);
  for (const { parts } of records) {
    const file = join(office.home, `to-sign-${parts}.json`);
    writeFileSync(file, JSON.stringify(recordOf(url, parts)));
    must(office.program, [...office.words, 'import', '--build', file]);
  }
  must(office.program, [...office.words, 'key', 'new', 'Weir College']);
  must(office.program, [...office.words, 'sign', '--all-drafts', '--as', 'Clr']);
  const texts = rows(site, 'SELECT jws FROM record WHERE jws IS NOT NULL ORDER BY length(jws)')
    .map(row => row.jws);
  texts.unshift(opened(texts[0]).signedAssertions[0]);
  return Promise.all(shapes.map(async (shape, i) => {
    await mustBeValid(url, texts[i], shape.parts);
    const file = join(office.home, `verify-${shape.parts}.lua`);
    writeFileSync(file, `wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/jose"\n` +
      `wrk.body = ${JSON.stringify(texts[i])}\n`);
    return { ...shape, signatures: shape.parts + 1, script: file };
  }));
}

async function mustBeValid(url, text, parts) {
  const reply = await fetch(`${url}/api/verify`,
    { method: 'POST', headers: { 'content-type': 'application/jose' }, body: text });
  const report = JSON.parse(await reply.text());
  const found = report.items?.[0]?.parts?.length ?? 0;
  if (report.verdict !== 'valid' || found !== parts)
    throw new Error(`${parts} parts: ${JSON.stringify(report).slice(0, 1000)}`);
}

// Signatures checked a second, on all cores.
function openssl(seconds) {
  const text = must('openssl', ['speed', '-mr', '-multi', String(availableParallelism()),
    '-seconds', String(seconds), 'rsa2048']);
  return Number(text.match(/^\+F2:\d+:2048:[\d.]+:([\d.]+)/m)[1]);
}

// ${wrk}: (path, accept, script) → requests a second.
export function verifications(documents, { url, wrk, rounds, seconds, median }) {
  const path = `${url}/api/verify`;
  const ratios = documents.map(() => []);
  const rates = documents.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = documents.map((each, i) => [each, i]);
    if (round % 2) order.reverse();
    const theirs = openssl(seconds);
    for (const [each, i] of order) {
      const rate = wrk(path, 'application/json', each.script);
      rates[i].push(rate);
      ratios[i].push(rate * each.signatures / theirs);
    }
  }
  return documents.map((each, i) => {
    const ratio = median(ratios[i]);
    return { ...each, rate: median(rates[i]), ratio, isGood: ratio >= (each.goal ?? 0) };
  });
}
