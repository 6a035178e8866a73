// Ids, moments and the few shapes that every record is built from.
// Nothing here knows about one learner or one college course.
import { createHash } from 'node:crypto';

export const context =
  'https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld';
export const root = 'https://records.riverbend.example/ims/clr/v1p0';

const URL_SPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

// The same name gives the same UUID (version 5) on every run.
export function uuid(name) {
  const hash = createHash('sha1').update(URL_SPACE)
    .update(`${root}/${name}`).digest().subarray(0, 16);
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  return hash.toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const urn = (name) => `urn:uuid:${uuid(name)}`;

// The URL of a hosted thing: kind is clrs, assertions, profiles and so on.
export const url = (kind, name, base = root) =>
  `${base}/${kind}/${uuid(`${kind}/${name}`)}`;

// The service root under which a profile hosts its documents.
export const home = (profile) =>
  profile.id.includes('/profiles/') ? profile.id.split('/profiles/')[0] : root;

// A moment in Riverbend, where summer time runs from mid March to the
// end of October.
export function moment(day, time = '12:00:00') {
  const summer = day.slice(5) >= '03-14' && day.slice(5) < '11-01';
  return `${day}T${time}${summer ? '-05:00' : '-06:00'}`;
}

// One line of plain text, however it is broken in the source.
export const text = (parts, ...values) =>
  String.raw({ raw: parts }, ...values).trim().replace(/\s+/g, ' ');

// Markdown: line breaks stay, the indentation of the source goes.
export function md(parts, ...values) {
  const lines = String.raw({ raw: parts }, ...values).split('\n');
  const edges = lines.filter((line) => line.trim())
    .map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...edges)))
    .join('\n').trim();
}

export const pick = (object, names) =>
  Object.fromEntries(names.filter((name) => name in object)
    .map((name) => [name, object[name]]));

// What an achievement needs to know of its issuer, and no more.
export const brief = (profile) => pick(profile,
  ['id', 'type', 'name', 'url', 'revocationList', 'verification']);

// The same, with the key that checks the issuer's signatures.
export const signer = (profile) =>
  ({ ...brief(profile), publicKey: profile.publicKey });

export const alignment = (targetType, targetName, targetUrl, more = {}) =>
  ({ type: 'Alignment', targetName, targetUrl, targetType, ...more });

export const association = (associationType, target) =>
  ({ associationType, targetId: target.id, title: target.name });

export const artifact = (name, address, description) =>
  ({ type: 'Artifact', name, description, url: address });

export const identifier = (identifierType, value) =>
  ({ type: 'SystemIdentifier', identifier: value, identifierType });

export const criteria = (narrative, page) => ({
  ...(page && { id: page }), type: 'Criteria', narrative,
});

export const address = (streetAddress, addressLocality, postalCode) => ({
  type: 'Address', streetAddress, addressLocality,
  addressRegion: 'Tamarack', postalCode, addressCountry: 'US',
});

export function achievement(key, achievementType, name, issuer, more = {}) {
  return {
    id: url('achievements', key, home(issuer)), type: 'Achievement',
    achievementType, name, ...more, issuer,
  };
}

const asserted = (id, recipient, issuedOn, achieved, more, verification) => ({
  id, type: 'Assertion', recipient, issuedOn, ...more,
  achievement: achieved, ...(verification && { verification }),
});

// An assertion that stands at its own address with the issuer.
export function hosted(key, recipient, issuedOn, achieved, more = {}) {
  return asserted(url('assertions', key, home(achieved.issuer)), recipient,
    issuedOn, achieved, more, { type: 'Hosted' });
}

// An assertion document that waits for its signature.
export function toSign(key, recipient, issuedOn, achieved, more = {}) {
  const creator = achieved.issuer.publicKey.id;
  return {
    '@context': context,
    ...asserted(urn(key), recipient, issuedOn, achieved, more,
      { type: 'Signed', creator }),
  };
}

// An assertion that nobody vouches for but the one who wrote it.
export const plain = (key, recipient, issuedOn, achieved, more = {}) =>
  asserted(urn(key), recipient, issuedOn, achieved, more);

// An endorsement of the thing with this id.
export function endorsement(key, issuer, issuedOn, target, comment, more = {}) {
  return {
    id: url('endorsements', key, home(issuer)), type: 'Endorsement',
    claim: {
      id: target, type: 'EndorsementClaim', endorsementComment: comment,
    },
    issuedOn, issuer, verification: { type: 'Hosted' }, ...more,
  };
}

// The same, to be signed: at no address of its own.
export function endorsementToSign(key, issuer, issuedOn, target, comment) {
  return {
    '@context': context,
    ...endorsement(key, issuer, issuedOn, target, comment),
    id: urn(key),
    verification: { type: 'Signed', creator: issuer.publicKey.id },
  };
}
