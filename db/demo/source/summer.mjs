// The summer workshops: a set of three small records, one of them signed.
import { achievement, brief, context, criteria, hosted, moment, signer,
  toSign, url, urn } from './base.mjs';
import { picture } from './media.mjs';
import { college } from './organizations.mjs';
import { amara, ingrid, noam } from './people.mjs';
import { describe, result } from './results.mjs';
import { recipient, sign } from './sign.mjs';

// Signed issuers carry their key; the others do not need it.
const workshop = (key, name, image, issuer) =>
  achievement(`summer/${key}`, 'ext:Workshop', name, issuer, {
    description: 'Two days in July, open to all.',
    image: picture(image),
    requirement: criteria('Both days, and something to show for them.'),
    resultDescriptions: [
      describe(`summer/${key}`, 'Result', 'What was made'),
    ],
  });

const what = (achieved, made) => ({
  term: 'Summer 2025',
  results: [result(achieved.resultDescriptions[0], made)],
});

const took = (key, learner, achieved, made) =>
  hosted(`summer/${key}`, recipient(learner), moment('2025-07-13', '16:30:00'),
    achieved, what(achieved, made));

const record = (id, learner, more) => ({
  id,
  type: 'Clr',
  name: `Summer workshop of ${learner.name}`,
  issuedOn: '2025-07-14T08:00:00Z',
  partial: true,
  learner,
  ...more,
});

const open = (key, learner, achieved, made) =>
  record(url('clrs', `summer/${key}`), learner, {
    publisher: college,
    assertions: [took(key, learner, achieved, made)],
    verification: { type: 'Hosted' },
  });

const radio = workshop('radio', 'A Radio in Two Days', 'network.svg',
  signer(college));
const radioMade = toSign('summer/noam', recipient(noam),
  moment('2025-07-13', '16:30:00'), radio,
  what(radio, 'A radio that hears ships.'));

const signed = sign({
  '@context': context,
  ...record(urn('clrs/summer/noam'), noam, {
    publisher: signer(college),
    signedAssertions: [sign(radioMade)],
    verification: { type: 'Signed', creator: college.publicKey.id },
  }),
});

export const summerSet = {
  '@context': context,
  id: urn('sets/summer-2025'),
  type: 'ClrSet',
  clrs: [
    open('ingrid', ingrid, workshop('wheel', 'A Wheel in Two Days',
      'bicycle.svg', brief(college)), 'A front wheel with 32 spokes.'),
    open('amara', amara, workshop('first-aid', 'First Aid for Families',
      'first-aid.svg', brief(college)), 'A box for the kitchen wall.'),
  ],
  signedClrs: [signed],
};
