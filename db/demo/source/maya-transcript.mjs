// Maya's transcript: a whole two-year degree, term by term.
import { brief, context, endorsement, endorsementToSign, hosted,
  moment, text, url, urn } from './base.mjs';
import { competencies } from './competencies.mjs';
import { bachelor, courses, degree, degreeResults, firstYear, keyOf,
  operatorGradeTwo, secondYear } from './degree.mjs';
import { skills } from './maya-skills.mjs';
import { extras } from './maya-extras.mjs';
import { clearwater, college, commission } from './organizations.mjs';
import { halvorsen, maya } from './people.mjs';
import { gradePointAverage, result } from './results.mjs';
import { recipient, sign } from './sign.mjs';

const who = { id: urn('maya/identity'), ...recipient(maya) };

// term, first day, last day, then the courses with their grades.
const terms = [
  ['Fall 2021', '2021-08-30', '2021-12-17', {
    'WR 121': 'A-', 'MTH 111': 'B+', 'ENV 101': 'A', 'CIS 120': 'A',
    'HD 100': 'A',
  }],
  ['Spring 2022', '2022-01-18', '2022-05-13', {
    'WR 227': 'A', 'CHE 121': 'B', 'ENV 130': 'A-', 'STA 201': 'B+',
    'MTH 112': 'Withdrew',
  }],
  ['Summer 2022', '2022-06-06', '2022-08-12', { 'ENV 180': 'Completed' }],
  ['Fall 2022', '2022-08-29', '2022-12-16', {
    'CHE 122': 'B+', 'BIO 234': 'A-', 'WQ 210': 'A', 'GIS 160': 'A',
  }],
  ['Spring 2023', '2023-01-17', '2023-05-12', {
    'WQ 220': 'A-', 'WQ 230': 'A', 'ENV 260': 'A', 'COM 111': 'B+',
    'WQ 290': 'A',
  }],
];

const taken = terms.flatMap(([term, from, to, grades]) =>
  Object.entries(grades).map(([code, grade]) => ({
    term, from, to, code, grade, credits: courses[code].creditsAvailable,
  })));

const inYear = (block) => taken.filter(({ code }) =>
  courses[code].associations[0].targetId === block.id);

// What stands in the assertion of one course beside its grade.
const details = {
  'ENV 180': {
    role: 'Trainee operator',
    source: brief(clearwater),
    narrative: text`Worked 400 hours at the Millrace plant, first in the
      laboratory and from the sixth week in the control room.`,
    endorsements: [endorsement('maya-plant-halvorsen', halvorsen,
      moment('2022-08-20'), url('assertions', 'maya/env-180'),
      'I visited twice. The night shift asked for her by name.')],
    signedEndorsements: [sign(endorsementToSign('maya-plant', clearwater,
      moment('2022-08-18'), url('assertions', 'maya/env-180'),
      text`Maya kept calm on the night of the storm. She found the blocked
        screen, called the shift lead and wrote it all down. **We would take
        her back at once.**`))],
  },
  'WQ 210': { source: brief(halvorsen) },
};

function courseTaken({ term, from, to, code, grade, credits }) {
  const [description] = courses[code].resultDescriptions;
  const isStatus = description.resultType === 'Status';
  return hosted(`maya/${keyOf(code)}`, who, moment(to, '17:00:00'),
    courses[code], {
      term,
      activityStartDate: moment(from, '08:00:00'),
      activityEndDate: moment(to, '16:00:00'),
      creditsEarned: grade === 'Withdrew' ? 0 : credits,
      ...details[code],
      results: [isStatus ? result(description, undefined, { status: grade })
        : result(description, grade)],
    });
}

const total = (list) => list
  .filter(({ grade }) => grade !== 'Withdrew')
  .reduce((sum, { credits }) => sum + credits, 0);

const yearTaken = (key, block, term, day) => hosted(`maya/${key}`, who,
  moment(day, '17:30:00'), block, {
    term,
    creditsEarned: total(inYear(block)),
    results: [result(block.resultDescriptions[0],
      gradePointAverage(inYear(block)))],
  });

const [overall, attendance, standing] = degreeResults;

const degreeTaken = hosted('maya/aas-water', who, moment('2023-05-20'), degree,
  {
    term: 'Spring 2023',
    activityStartDate: moment('2021-08-30'),
    activityEndDate: moment('2023-05-20'),
    creditsEarned: total(taken),
    narrative: 'Awarded *with honors*. Maya carried the banner of her school.',
    results: [
      result(overall, gradePointAverage(taken),
        { id: urn('maya/aas-water/gpa') }),
      result(attendance, '97.5'),
      result(standing, undefined, { status: 'Completed' }),
    ],
  });

const clrId = url('clrs', 'maya-okafor-transcript');

const onTheRecord = [
  endorsement('maya-transcript-commission', commission, moment('2023-06-20'),
    clrId, text`We compared ten transcripts of this college with its own
      files. This is one of them. It agrees with them in every line.`),
  endorsement('maya-degree-halvorsen', halvorsen, moment('2023-06-21'),
    degreeTaken.id, 'A degree well earned; I taught five of these courses.'),
];

const aboutMaya = [
  endorsement('maya-halvorsen', halvorsen, moment('2023-06-01'), maya.id,
    'Curious, careful and kind. She asks the question others are shy to ask.'),
];

const learner = {
  ...maya,
  endorsements: aboutMaya,
  signedEndorsements: [sign(endorsementToSign('maya-clearwater', clearwater,
    moment('2023-06-05'), maya.id, 'We offered Maya a post the day she '
      + 'finishes. She starts in July.'))],
};

const publisher = {
  ...college,
  endorsements: [endorsement('riverbend-commission', commission,
    moment('2022-10-03'), college.id, 'Visited in September 2022 and found '
      + 'sound in all seven points. The next visit is in 2032.')],
  signedEndorsements: [sign(endorsementToSign('riverbend-clearwater',
    clearwater, moment('2022-11-14'), college.id,
    'Nine of our fourteen shift leads studied at this college.'))],
};

// Term by term, oldest first, each competency after its course.
const courseAndSkills = taken.flatMap((entry) => [
  courseTaken(entry),
  ...skills.filter(({ achievement }) => achievement.associations[0].targetId
    === courses[entry.code].id),
]);

export const mayaTranscript = {
  '@context': context,
  id: clrId,
  type: 'Clr',
  name: 'Transcript of Maya Adaeze Okafor',
  issuedOn: '2023-07-10T15:00:00Z',
  partial: false,
  learner,
  publisher,
  assertions: [
    degreeTaken,
    yearTaken('aas-water-1', firstYear, 'Summer 2022', '2022-08-19'),
    yearTaken('aas-water-2', secondYear, 'Spring 2023', '2023-05-19'),
    ...courseAndSkills,
    ...extras(taken),
  ],
  achievements: [degree, bachelor, operatorGradeTwo, competencies.team],
  endorsements: onTheRecord,
  signedEndorsements: [sign(endorsementToSign('maya-capstone-clearwater',
    clearwater, moment('2023-06-09'), url('assertions', 'maya/wq-290'),
    text`The winter study is the best account we have of the river below our
      outfall. Our board has read it.`))],
  verification: { type: 'Hosted' },
};
