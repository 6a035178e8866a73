// Amara's first term, in the form in which another system posts it.
import { achievement, alignment, association, brief, context, criteria,
  hosted, moment, pick, url } from './base.mjs';
import { caseItem } from './degree.mjs';
import { college } from './organizations.mjs';
import { amara } from './people.mjs';
import { criterion, letterGrade, percent, reached, result }
  from './results.mjs';
import { recipient } from './sign.mjs';

const who = recipient(amara);
const issuer = brief(college);

const program = achievement('early-childhood', 'Certificate',
  'Certificate in Early Childhood Care', issuer, {
    description: 'One year of classes and mornings in the nursery.',
    creditsAvailable: 30,
    requirement: criteria('Thirty credits and two hundred hours of care.',
      'https://www.riverbend.example/catalogue/early-childhood'),
  });

const story = criterion('story-time', 'Telling a story', [
  'Reads from the page.',
  'Looks up at the children.',
  'Holds a group of eight to the end.',
  'Lets the children tell it back.',
]);

const course = (key, humanCode, name, creditsAvailable, measures) =>
  achievement(key, 'Course', name, issuer, {
    humanCode, creditsAvailable,
    associations: [association('isChildOf', program)],
    resultDescriptions: measures,
  });

const play = [letterGrade('ece-101'), percent('ece-101', 'Hours kept')];
const growth = [letterGrade('ece-110')];
const safety = [letterGrade('ece-115')];

const studied = (key, achieved, results) =>
  hosted(`amara/${key}`, who, moment('2025-12-19'), achieved, {
    term: 'Fall 2025',
    creditsEarned: achieved.creditsAvailable,
    results,
  });

const storyTime = achievement('story-time', 'Competency', 'Tells a story',
  issuer, {
    alignments: [alignment('CFItem', 'Tells a story to a group',
      caseItem('CFItems', 'story'))],
    resultDescriptions: [story],
  });

const clr = {
  id: url('clrs', 'amara-diallo-first-term'),
  type: 'Clr',
  name: 'First term of Amara Diallo',
  issuedOn: '2026-01-12T11:00:00Z',
  partial: true,
  learner: amara,
  publisher: pick(college, ['id', 'type', 'name', 'description', 'url',
    'email', 'telephone', 'image', 'address', 'publicKey', 'revocationList',
    'verification']),
  assertions: [
    studied('ece-101', course('ece-101', 'ECE 101', 'Play and Learning', 4,
      play), [result(play[0], 'A-'), result(play[1], '98')]),
    studied('ece-110', course('ece-110', 'ECE 110', 'How Children Grow', 4,
      growth), [result(growth[0], 'B+')]),
    studied('ece-115', course('ece-115', 'ECE 115', 'Safe Rooms', 2, safety),
      [result(safety[0], 'A')]),
    hosted('amara/story-time', who, moment('2025-12-12'), storyTime,
      { term: 'Fall 2025', results: [reached(story, 'Proficient')] }),
  ],
  achievements: [program],
  verification: { type: 'Hosted' },
};

export const amaraFirstTerm = {
  '@context': context, type: 'ClrPayload', clr,
};
