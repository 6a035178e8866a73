// Ingrid's short record: one evening class in bicycle repair.
import { achievement, alignment, artifact, association, brief, context,
  criteria, endorsement, hosted, md, moment, url } from './base.mjs';
import { picture, textFile } from './media.mjs';
import { college, workshops } from './organizations.mjs';
import { ingrid, jonas } from './people.mjs';
import { criterion, describe, percent, reached, result, status }
  from './results.mjs';
import { recipient } from './sign.mjs';

const who = recipient(ingrid, 'studentId');
const issuer = { ...brief(workshops), parentOrg: brief(college) };
const mark = percent('bicycle-repair', 'Final test', '70');
const done = status('bicycle-repair');

const repair = achievement('bicycle-repair', 'Certificate',
  'Bicycle Repair, Evening Class', issuer, {
    humanCode: 'OW-BIKE-1',
    description: 'Ten evenings of three hours. No credit; all tools lent.',
    image: picture('bicycle.svg'),
    tags: ['bicycle', 'repair', 'evening class'],
    requirement: criteria(md`
      - nine evenings of ten
      - a bicycle that *rides*
      - **70 percent** in the final test`,
    'https://www.riverbend.example/workshops/bike-1'),
    alignments: [alignment('ext:Occupation', 'Bicycle repairer',
      'https://occupations.tamarack.example/49-3091')],
    resultDescriptions: [mark, done],
  });

const wheel = criterion('true-wheel', 'Trueness of the wheel', [
  'The wheel rubs on both sides.',
  'The wheel rubs once in a turn.',
  'The wheel runs free, within one millimetre.',
  'The wheel runs free, and its spokes ring alike.',
]);

const stops = describe('brakes', 'PerformanceLevel', 'Stops within', {
  allowedValues: ['ten metres', 'six metres', 'four metres'],
  requiredValue: 'six metres',
});

const gears = describe('gears', 'RawScore', 'Shifts without a slip', {
  valueMin: '0', valueMax: '20', requiredValue: '16',
});

const skill = (key, name, description, measure) =>
  achievement(key, 'Competency', name, brief(workshops), {
    description,
    associations: [association('isChildOf', repair)],
    resultDescriptions: [measure],
  });

const shown = (achieved, results, more = {}) =>
  hosted(`ingrid/${achieved.name}`, who, moment('2024-03-21', '20:45:00'),
    achieved, { term: 'Winter 2024', ...more, results });

export const ingridBicycle = {
  '@context': context,
  id: url('clrs', 'ingrid-solberg-bicycle-repair'),
  type: 'Clr',
  name: 'Evening class record of Ingrid Solberg',
  issuedOn: '2024-03-28T09:30:00Z',
  learner: ingrid,
  publisher: workshops,
  assertions: [
    hosted('ingrid/bicycle-repair', who, moment('2024-03-28'), repair, {
      term: 'Winter 2024',
      activityStartDate: moment('2024-01-18', '18:00:00'),
      activityEndDate: moment('2024-03-21', '21:00:00'),
      results: [result(mark, '87'),
        result(done, undefined, { status: 'Completed' })],
      evidence: [{
        type: 'Evidence',
        name: 'The bicycle',
        description: 'A green roadster of 1974, found without wheels.',
        artifacts: [artifact('Work list', textFile('Two wheels built.\n'
          + 'Bottom bracket cleaned.\nBrakes new.\nBell kept.\n'),
        'What was done in ten evenings.')],
      }],
      endorsements: [endorsement('ingrid-jonas', jonas, moment('2024-03-28'),
        url('assertions', 'ingrid/bicycle-repair'),
        'She mended mine too. It has never been so quiet.')],
    }),
    shown(skill('true-wheel', 'Trues a wheel',
      'Brings a bent wheel back into line.', wheel),
    [reached(wheel, 'Proficient')]),
    shown(skill('brakes', 'Sets brakes',
      'Fits and sets rim brakes.', stops), [result(stops, 'four metres')]),
    shown(skill('gears', 'Sets gears',
      'Sets a rear gear so that every shift lands.', gears),
    [result(gears, '18')], {
      narrative: 'The two slips were the chain, which was *older* than she is.',
    }),
  ],
  verification: { type: 'Hosted' },
};
