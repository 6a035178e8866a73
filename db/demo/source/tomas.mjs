// Tomás is still at school and takes college courses on the way: grades in
// percent from the school, letters and credits from the college.
import { achievement, alignment, artifact, association, brief, context,
  criteria, endorsement, hosted, md, moment, text, url } from './base.mjs';
import { courses } from './degree.mjs';
import { textFile } from './media.mjs';
import { college, highSchool } from './organizations.mjs';
import { halvorsen, tomas } from './people.mjs';
import { average, describe, percent, result, status } from './results.mjs';
import { recipient } from './sign.mjs';

const bySchool = recipient(tomas, 'sourcedId');
const byCollege = recipient(tomas, 'studentId');

// The school inside the district inside the state department.
const school = {
  ...brief(highSchool), identifiers: highSchool.identifiers,
  parentOrg: highSchool.parentOrg,
};

const diplomaAverage = average('hs-diploma', 'Weighted average');
const diplomaStatus = status('hs-diploma');
const rank = describe('hs-rank', 'ext:ClassRank', 'Rank in the class', {
  valueMin: '1', valueMax: '212',
});

const diploma = achievement('hs-diploma', 'Diploma', 'High School Diploma',
  school, {
    description: 'Four years, 24 units and a project for the town.',
    level: 'Grade 12',
    creditsAvailable: 24,
    requirement: criteria(md`
      1. 24 units, four of them in English
      2. *forty hours* of service
      3. the state tests in grade 11`),
    resultDescriptions: [diplomaAverage, diplomaStatus, rank],
  });

const unit = (key, name, description, more = {}) => {
  const mark = percent(key, 'Mark', '60');
  return achievement(key, 'Course', name, brief(highSchool), {
    description,
    creditsAvailable: 1,
    associations: [association('isChildOf', diploma)],
    resultDescriptions: [mark],
    ...more,
  });
};

// term, day, name, mark, units earned, then what the course is about.
const rows = [
  ['Grade 9', '2022-06-09', 'English 9', '88', 1,
    'Short stories, and writing one.'],
  ['Grade 9', '2022-06-09', 'Algebra I', '91', 1, 'Lines and curves.'],
  ['Grade 9', '2022-06-09', 'Spanish III', '98', 1,
    'For those who speak it at home.'],
  ['Grade 10', '2023-06-08', 'English 10', '90', 1, 'Plays and speeches.'],
  ['Grade 10', '2023-06-08', 'Geometry', '86', 1, 'Proof, with a compass.'],
  ['Grade 10', '2023-06-08', 'Biology', '93.5', 1, 'Cells to forests.'],
  ['Grade 11, fall', '2023-12-15', 'United States History', '89', 0.5,
    'From the rivers to the railways.'],
  ['Grade 11, spring', '2024-06-06', 'Woodworking', '57', 0,
    'A stool, a box and a boat.'],
];

const schoolCourses = rows.map(([term, day, name, mark, units, about]) => {
  const key = `hs/${name.toLowerCase().replaceAll(' ', '-')}`;
  const course = unit(key, name, about);
  return hosted(`tomas/${key}`, bySchool, moment(day, '15:00:00'), course, {
    term, creditsEarned: units,
    results: [result(course.resultDescriptions[0], mark)],
  });
});

// Courses of the college count at school too: the same thing twice.
const dual = (code, term, day, grade) => hosted(`tomas/${code}`, byCollege,
  moment(day, '17:00:00'), courses[code], {
    term, creditsEarned: courses[code].creditsAvailable,
    results: [result(courses[code].resultDescriptions[0], grade)],
  });

const dualEnglish = unit('hs/dual-english', 'College English at School',
  'The same course as WR 121 of the college, counted at school.', {
    associations: [
      association('isChildOf', diploma),
      association('exactMatchOf', {
        id: courses['WR 121'].id, name: 'English Composition I',
      }),
    ],
  });

const dualTaken = hosted('tomas/dual-english', bySchool,
  moment('2024-06-06', '15:00:00'), dualEnglish, {
    term: 'Grade 11, spring', creditsEarned: 1,
    results: [result(dualEnglish.resultDescriptions[0], '94')],
  });

// What is under way, paused or dropped.
const now = (key, name, state) => {
  const achieved = achievement(`hs/${key}`, 'Course', name, brief(highSchool),
    {
      associations: [association('isChildOf', diploma)],
      resultDescriptions: [status(`hs/${key}`)],
    });
  return hosted(`tomas/hs/${key}`, bySchool, moment('2024-09-20'), achieved, {
    term: 'Grade 12, fall',
    activityStartDate: moment('2024-09-03', '08:00:00'),
    results: [result(achieved.resultDescriptions[0], undefined,
      { status: state })],
  });
};

const underWay = [
  now('calculus', 'Calculus', 'InProgress'),
  now('physics', 'Physics', 'Enrolled'),
  now('choir', 'Choir', 'Withdrew'),
  now('apprenticeship', 'Boatyard Apprenticeship', 'OnHold'),
];

const scaled = describe('state-mathematics', 'ScaledScore', 'Scaled score', {
  valueMin: '100', valueMax: '900', requiredValue: '550',
});
const predicted = describe('state-mathematics/predicted', 'PredictedScore',
  'Score foreseen by the teacher', { valueMin: '100', valueMax: '900' });

const stateTest = hosted('tomas/state-mathematics', bySchool,
  moment('2024-05-22'), achievement('state-mathematics', 'Assessment',
    'State test in mathematics', brief(highSchool), {
      level: 'Grade 11',
      associations: [association('isPartOf', diploma)],
      alignments: [alignment('CFItem', 'Mathematics, grades 9 to 11',
        'https://education.tamarack.example/ims/case/v1p0/CFItems/math-hs')],
      resultDescriptions: [scaled, predicted],
    }), { results: [result(scaled, '612'), result(predicted, '640')] });

const service = hosted('tomas/library', bySchool, moment('2024-04-30'),
  achievement('hs/library', 'CommunityService', 'Reading to children',
    brief(highSchool), {
      description: 'Tuesdays at the library, in English and Spanish.',
      associations: [association('isPartOf', diploma)],
    }), {
    role: 'Reader',
    evidence: [{
      type: 'Evidence',
      name: 'Books that were read',
      narrative: 'The children chose. *The frog book* won four times.',
      artifacts: [artifact('List', textFile('The frog book (four times)\n'
        + 'El río y la luna\nThe boat that stayed\n'), 'Three titles.')],
    }],
    endorsements: [endorsement('tomas-library', halvorsen,
      moment('2024-05-02'), url('assertions', 'tomas/library',
        'https://records.millbrook-schools.example/ims/clr/v1p0'),
      'My twins would not go home.')],
  });

const honors = hosted('tomas/honors', bySchool, moment('2023-11-03'),
  achievement('hs/honors', 'Membership', 'Millbrook Honor Circle',
    brief(highSchool)), { role: 'Secretary' });

const diplomaSoFar = hosted('tomas/hs-diploma', bySchool,
  moment('2024-09-20'), diploma, {
    term: 'Grade 12, fall',
    creditsEarned: 7.5,
    'riverbend:transferOffice': 'Alder Hall 12',
    narrative: text`Not finished: these are the marks at the start of grade
      12. Expected in June 2025.`,
    results: [
      result(diplomaAverage, '3.42'),
      result(diplomaStatus, undefined, { status: 'InProgress' }),
      result(rank, '31'),
    ],
  });

export const tomasDual = {
  '@context': context,
  id: url('clrs', 'tomas-rivera-quinn-dual-credit'),
  type: 'Clr',
  name: 'School and college record of Tomás Rivera-Quinn',
  issuedOn: '2024-09-27T16:20:00Z',
  partial: true,
  learner: tomas,
  publisher: college,
  assertions: [
    diplomaSoFar, ...schoolCourses,
    dual('WR 121', 'Fall 2023', '2023-12-15', 'A-'),
    dual('MTH 111', 'Spring 2024', '2024-05-10', 'B'),
    dualTaken, ...underWay, stateTest, service, honors,
  ],
  achievements: [diploma],
  verification: { type: 'Hosted' },
};
