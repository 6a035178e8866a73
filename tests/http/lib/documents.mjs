// Documents to send: the smallest record, and ways to fill or spoil it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { source } from './env.mjs';

export const context =
  'https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld';

let serial = 0;

// A small record; ${members} are laid over it, ${assertion} over its one
// assertion, ${achievement} over that one's achievement.
export function record({ members, assertion, achievement } = {}) {
  const number = `${process.pid.toString(16)}${(++serial).toString(16)}`;
  const learner = `urn:uuid:6b0f7c0e-6b7b-4c1b-9b6a-${number.padStart(12, '0').slice(-12)}`;
  const issuer = {
    id: 'https://office.example/profiles/1', type: 'Profile',
    name: 'Hollow Lane School',
  };
  return {
    '@context': context,
    id: `https://office.example/ims/clr/v1p0/clrs/${number}`,
    type: 'Clr',
    name: 'Record of Bea Moss',
    issuedOn: '2024-03-05T10:00:00Z',
    verification: { type: 'Hosted' },
    learner: { id: learner, type: 'Profile', name: 'Bea Moss' },
    publisher: {
      ...issuer,
      revocationList: 'https://office.example/revoked',
      verification: { type: 'Verification', allowedOrigins: ['office.example'] },
      publicKey: {
        id: 'https://office.example/keys/1', type: 'CryptographicKey',
        owner: issuer.id,
        publicKeyPem: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      },
    },
    assertions: [{
      id: `https://office.example/assertions/${number}`, type: 'Assertion',
      issuedOn: '2024-02-29T09:30:00Z',
      recipient: { type: 'id', identity: learner, hashed: false },
      verification: { type: 'Hosted' },
      achievement: {
        id: 'https://office.example/achievements/knots', type: 'Achievement',
        achievementType: 'Course', name: 'Knots and Splices',
        humanCode: 'ROPE 101', issuer,
        ...achievement,
      },
      ...assertion,
    }],
    ...members,
  };
}

export function bytes(document) {
  return Buffer.from(JSON.stringify(document));
}

export function recordBytes(parts) {
  return bytes(record(parts));
}

// A record of about ${size} bytes: as many assertions as that takes.
export function recordOfSize(size) {
  const document = record();
  const one = document.assertions[0];
  const each = JSON.stringify(one).length + 160;
  const count = Math.max(1, Math.floor((size - 900) / each));
  document.assertions = Array.from({ length: count }, (_, i) => ({
    ...one,
    id: `${one.id}-${i}`,
    narrative: `Learned to tie **knot ${i}** without looking, by rope and by wire.`,
    achievement: {
      ...one.achievement,
      id: `${one.achievement.id}-${i}`,
      humanCode: `ROPE ${100 + i}`,
      name: `Knots and Splices, part ${i + 1}`,
    },
  }));
  return bytes(document);
}

// White space and member order nobody's serializer would write again.
export function oddlySpaced() {
  const [head, ...rest] = JSON.stringify(record({
    members: { 'ext:number': 0 },
  }), null, 3).replace('"ext:number": 0',
    '"ext:number" :\t1.50e+1 ,\r\n "ext:letters":"\\u00e9\\/é"').split('\n');
  return Buffer.from([` ${head}`, ...rest].join('\r\n') + '\n\n ');
}

// A JWS around ${document}, of the right shape; the signature is noise.
export function compactJws(document, header = { alg: 'RS256', typ: 'JWT' }) {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const noise = Buffer.alloc(256, 0x5a).toString('base64url');
  return `${part(header)}.${part(document)}.${noise}`;
}

// The document in a compact JWS; null of any other value.
export function signedPart(value) {
  if (typeof value !== 'string' || !/^[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}$/.test(value))
    return null;
  return JSON.parse(Buffer.from(value.split('.')[1], 'base64url'));
}

// The demo college's documents: [name, bytes] each.
export function demo() {
  const folder = join(source, 'db/demo');
  return readdirSync(folder).filter(name => /\.(json|jws)$/.test(name)).sort()
    .map(name => [name, readFileSync(join(folder, name))]);
}
