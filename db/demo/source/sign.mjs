// Signatures (JWS compact, RS256), public keys and hashed recipients.
// RS256 has no random part: the same document gives the same signature.
import { createHash, createPublicKey, sign as rsaSign } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { home, url } from './base.mjs';

const read = (name) =>
  readFileSync(new URL(`./${name}.pem`, import.meta.url), 'utf8');

const privateKeys = {
  college: read('demo-key'),
  clearwater: read('demo-key-clearwater'),
};

// Which private key belongs to a public key's id.
const keyById = new Map();

// The public half of a key, as its owner's profile shows it.
export function publicKey(name, owner) {
  const id = url('keys', name, home({ id: owner }));
  keyById.set(id, privateKeys[name]);
  return {
    id,
    type: 'CryptographicKey',
    owner,
    publicKeyPem: createPublicKey(privateKeys[name])
      .export({ type: 'spki', format: 'pem' }),
  };
}

const base64url = (value) => Buffer.from(value).toString('base64url');

// Signs a document with the key that its verification names as creator.
export function sign(document) {
  const kid = document.verification.creator;
  const header = { alg: 'RS256', typ: 'JWT', kid };
  const body = `${base64url(JSON.stringify(header))}.`
    + base64url(JSON.stringify(document));
  return `${body}.${rsaSign('sha256', body, keyById.get(kid))
    .toString('base64url')}`;
}

// A recipient named in the clear by one member of the learner's profile.
export const recipient = (learner, type = 'id') =>
  ({ type, identity: learner[type], hashed: false });

// A recipient named by the salted hash of an e-mail address.
export function hashedRecipient(learner, salt) {
  const hash = createHash('sha256').update(learner.email + salt);
  return {
    type: 'email', identity: `sha256$${hash.digest('hex')}`,
    hashed: true, salt,
  };
}
