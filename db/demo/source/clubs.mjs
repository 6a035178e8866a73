// Clubs, service and badges of the college, outside the classroom.
import { achievement, alignment, association, brief, criteria, endorsement,
  endorsementToSign, md, moment, signer, text, url } from './base.mjs';
import { caseItem } from './degree.mjs';
import { picture } from './media.mjs';
import { clearwater, college, operators } from './organizations.mjs';
import { criterion, describe } from './results.mjs';
import { sign } from './sign.mjs';

const issuer = brief(college);
const badgeId = url('achievements', 'river-watcher');

export const hours = describe('service-hours', 'RawScore', 'Hours of service',
  { valueMin: '0', valueMax: '200', requiredValue: '40' });

export const lead = criterion('leadership', 'Leadership', [
  'Comes and helps.',
  'Takes on a task and brings it to an end.',
  'Plans a season and keeps the others with it.',
  'Makes sure that the club goes on without the leader.',
]);

export const club = achievement('river-watch-club', 'Co-Curricular',
  'River Watch Club', issuer, {
    description: 'Students who walk the river each week and write it down.',
    image: picture('river-watch.png'),
    tags: ['river', 'club', 'volunteers'],
    resultDescriptions: [lead],
  });

export const riverWatcher = achievement('river-watcher', 'Badge',
  'River Watcher', signer(college), {
    description: 'For forty walks along the river, each with its notes.',
    image: picture('river-watch.png'),
    tags: ['river', 'observation'],
    requirement: criteria(md`
      To earn this badge:

      - walk the *whole* stretch from the mill to the footbridge,
      - forty times, in every season,
      - and leave notes that a stranger can use.`,
    'https://www.riverbend.example/badges/river-watcher'),
    associations: [association('isPartOf', club)],
    alignments: [alignment('CFItem', 'Observes a river over time',
      caseItem('CFItems', 'observes'))],
    endorsements: [endorsement('river-watcher-operators', operators,
      moment('2022-03-02'), badgeId,
      'Holders of this badge may skip the first two lessons of our course.')],
    signedEndorsements: [sign(endorsementToSign('river-watcher-clearwater',
      clearwater, moment('2022-03-15'), badgeId, text`We read these notes.
        Twice they told us of a leak before our own meters did.`))],
  });

export const waterside = achievement('first-aid-waterside', 'Certification',
  'First Aid at the Waterside', signer(college), {
    description: 'Two days of first aid, with a cold-water rescue.',
    image: picture('first-aid.svg'),
    requirement: criteria('Both days, and the rescue, without a fault.'),
  });

export const cleanUp = achievement('river-clean-up', 'CommunityService',
  'River clean-up', issuer, {
    description: 'Every second Saturday, from March to October.',
    associations: [association('isChildOf', club)],
    resultDescriptions: [hours],
  });

export const council = achievement('student-council', 'Co-Curricular',
  'Student Council', issuer, {
    description: 'Speaks for the students to the college.',
  });

export const riverPrize = achievement('river-prize', 'Award',
  'Prize of the Alder River Trust', issuer, {
    description: 'Given each year to one person who served the river.',
    associations: [association('isRelatedTo', club)],
  });
