// Noam's certificate in networks: the whole record is one signature, and
// so are two of the assertions inside it.
import { achievement, alignment, association, context, criteria, hosted, md,
  moment, pick, signer, text, toSign, urn } from './base.mjs';
import { picture } from './media.mjs';
import { college, passMark } from './organizations.mjs';
import { noam } from './people.mjs';
import { describe, letterGrade, result } from './results.mjs';
import { recipient, sign } from './sign.mjs';

const who = recipient(noam, 'email');
const issuer = signer(college);

const certificate = achievement('network-certificate', 'Certificate',
  'Certificate in Computer Networks', issuer, {
    humanCode: 'CERT-NET',
    description: 'Wires, addresses, routes and the people who rely on them.',
    creditsAvailable: 12,
    level: 'Certificate',
    image: picture('network.svg'),
    requirement: criteria('Three courses, none below **C**.'),
  });

const course = (key, humanCode, name, description) =>
  achievement(key, 'Course', name, issuer, {
    humanCode, description, creditsAvailable: 4, requirement: passMark,
    associations: [association('isChildOf', certificate)],
    resultDescriptions: [letterGrade(key)],
  });

const studied = (term, day, grade, achieved) =>
  hosted(`noam/${achieved.humanCode}`, who, moment(day), achieved, {
    term, creditsEarned: 4,
    results: [result(achieved.resultDescriptions[0], grade)],
  });

const faults = describe('network-fault', 'RawScore', 'Faults found', {
  valueMin: '0', valueMax: '10', requiredValue: '7',
});

const faultBadge = achievement('network-fault', 'Badge', 'Fault Finder',
  issuer, {
    description: 'Finds ten planted faults in a small office network.',
    image: picture('network.svg'),
    tags: ['network', 'repair'],
    alignments: [alignment('CFItem', 'Finds faults in a network',
      'https://frameworks.riverbend.example/ims/case/v1p0/CFItems/net-7')],
    resultDescriptions: [faults],
  });

const signedOnes = [
  toSign('noam/network-certificate', who, moment('2023-12-20'), certificate, {
    term: 'Fall 2023',
    creditsEarned: 12,
    narrative: md`
      נועם הקים את הרשת של **מועדון הנוער** ברחוב הנהר.

      1. שלושה מתגים
      2. שני נתבים
      3. *אפס* תקלות

      (*Noam built the network of the youth club in River Street.*)`,
  }),
  toSign('noam/network-fault', who, moment('2023-11-17'), faultBadge, {
    results: [result(faults, '9')],
    narrative: text`Missed the one fault that was not in the wires: the
      switch had been unplugged to charge a phone.`,
  }),
].map(sign);

const record = {
  '@context': context,
  id: urn('clrs/noam-ben-david-networks'),
  type: 'Clr',
  name: 'נועם בן־דוד — Certificate in Computer Networks',
  issuedOn: '2024-01-09T10:00:00Z',
  partial: false,
  learner: noam,
  publisher: {
    ...signer(college),
    ...pick(college, ['description', 'email', 'image', 'official']),
  },
  assertions: [
    studied('Fall 2022', '2022-12-16', 'B+', course('net-101', 'NET 101',
      'Wires and Addresses', 'How a message finds its way.')),
    studied('Spring 2023', '2023-05-12', 'A-', course('net-120', 'NET 120',
      'Routes and Names', 'Many networks, one book of names.')),
    studied('Fall 2023', '2023-12-15', 'A', course('net-210', 'NET 210',
      'Safe Networks', 'Locks, logs and good habits.')),
  ],
  signedAssertions: signedOnes,
  verification: { type: 'Signed', creator: college.publicKey.id },
};

export const noamNetworks = sign(record);
