// Daniel's record was withdrawn as a whole; a corrected one, signed,
// took its place.
import { achievement, association, brief, context, hosted, moment, signer,
  text, url, urn } from './base.mjs';
import { college, passMark } from './organizations.mjs';
import { daniel } from './people.mjs';
import { letterGrade, result } from './results.mjs';
import { recipient, sign } from './sign.mjs';

const who = recipient(daniel, 'telephone');
const issuer = brief(college);

const bookkeeping = achievement('bookkeeping', 'Certificate',
  'Certificate in Bookkeeping', issuer, {
    description: 'Three courses on keeping the books of a small firm.',
    creditsAvailable: 9,
    level: 'Certificate',
  });

const course = (key, humanCode, name) =>
  achievement(key, 'Course', name, issuer, {
    humanCode, creditsAvailable: 3, requirement: passMark,
    associations: [association('isChildOf', bookkeeping)],
    resultDescriptions: [letterGrade(key)],
  });

const ledgers = course('acc-101', 'ACC 101', 'Ledgers');
const payroll = course('acc-120', 'ACC 120', 'Payroll');
const taxes = course('acc-140', 'ACC 140', 'Taxes of a Small Firm');

const studied = (key, course, term, day, grade, credits) =>
  hosted(`daniel/${key}`, who, moment(day), course, {
    term, creditsEarned: credits,
    results: [result(course.resultDescriptions[0], grade)],
  });

const first = studied('ledgers', ledgers, 'Fall 2023', '2023-12-15', 'B', 3);
const second = studied('payroll', payroll, 'Spring 2024', '2024-05-10', 'A-',
  3);

export const danielWithdrawn = {
  '@context': context,
  id: url('clrs', 'daniel-whitlock-bookkeeping'),
  type: 'Clr',
  name: 'Bookkeeping record of Daniel Whitlock',
  issuedOn: '2024-05-24T12:00:00Z',
  revoked: true,
  revocationReason: text`The grade of ACC 140 belonged to another student of
    the same name. A corrected record was signed on 3 June 2024.`,
  learner: daniel,
  publisher: college,
  assertions: [
    hosted('daniel/bookkeeping', who, moment('2024-05-18'), bookkeeping, {
      term: 'Spring 2024', creditsEarned: 9,
      revoked: true,
      revocationReason: 'Awarded before the third course was passed.',
    }),
    first,
    second,
    {
      id: url('assertions', 'daniel/taxes'),
      type: 'Assertion',
      revoked: true,
      revocationReason: 'The grade belonged to another student.',
    },
  ],
  verification: { type: 'Hosted' },
};

const corrected = {
  '@context': context,
  id: urn('clrs/daniel-whitlock-corrected'),
  type: 'Clr',
  name: 'Bookkeeping record of Daniel Whitlock, corrected',
  issuedOn: '2024-06-03T09:15:00Z',
  partial: false,
  learner: daniel,
  publisher: signer(college),
  assertions: [
    first,
    second,
    studied('taxes-corrected', taxes, 'Spring 2024', '2024-06-01', 'D', 0),
  ],
  verification: { type: 'Signed', creator: college.publicKey.id },
};

export const danielCorrected = {
  '@context': context,
  type: 'ClrPayload',
  signedClr: sign(corrected),
};
