// What a learner can do, each a part of one course of the degree.
import { achievement, alignment, association, brief } from './base.mjs';
import { caseItem, courses } from './degree.mjs';
import { college } from './organizations.mjs';
import { criterion, describe, percent } from './results.mjs';

const issuer = brief(college);
const FRAMEWORK = 'Water worker skills, edition 3';

const item = (key, name, more = {}) =>
  alignment('CFItem', name, caseItem('CFItems', key),
    { targetFramework: FRAMEWORK, ...more });

const competency = (key, code, name, description, resultDescriptions, more) =>
  achievement(key, 'Competency', name, issuer, {
    description,
    associations: [association('isChildOf', courses[code])],
    resultDescriptions,
    ...more,
  });

// Rubric criteria: what is seen at each level.
const sampling = criterion('representative-sample', 'Quality of the sample', [
  'Takes water from wherever is easiest to reach.',
  'Chooses the place well but disturbs the water or the bottle.',
  'Takes a clean sample at the right place, depth and time.',
  'Does so in bad weather, and explains every choice to others.',
]);

// This one says, level by level, where it stands in the shared rubric.
sampling.alignments = [alignment('CFRubricCriterion', 'Sampling in the field',
  caseItem('CFRubricCriteria', 'sampling'), { targetFramework: FRAMEWORK })];
sampling.rubricCriterionLevels[2].alignments = [
  alignment('CFRubricCriterionLevel', 'Sampling: works alone',
    caseItem('CFRubricCriterionLevels', 'sampling-3')),
];
sampling.rubricCriterionLevels[3].alignments = [
  alignment('CFRubricCriterionLevel', 'Sampling: teaches others',
    caseItem('CFRubricCriterionLevels', 'sampling-4')),
];

const custody = criterion('chain-of-custody', 'Care of the papers', [
  'Labels are missing or cannot be read.',
  'Labels are right; times or signatures are missing.',
  'Every bottle can be followed from the river to the result.',
  'Finds and mends gaps in other people’s papers too.',
]);

const map = criterion('clear-map', 'Clarity of the map', [
  'Shows everything at once and so shows nothing.',
  'Shows the right things without scale or source.',
  'Shows what matters, with scale, source and date.',
  'Lets a stranger find the place and judge the data.',
]);

const balance = criterion('process-balance', 'Control of the process', [
  'Reads the dials without knowing what they ask for.',
  'Sees that something is wrong and calls for help.',
  'Finds the cause and brings the process back in balance.',
  'Sees trouble coming and prevents it.',
]);

const permit = criterion('discharge-permit', 'Reading of the permit', [
  'Finds the limits with help.',
  'Finds the limits but mixes up daily and monthly ones.',
  'Names each limit, its test and its deadline.',
  'Explains the permit to the people who must keep to it.',
]);

const team = criterion('team', 'Work in a team', [
  'Does the task that is handed over.',
  'Asks for tasks and finishes them.',
  'Plans the work with others and keeps to the plan.',
  'Leads fairly and leaves nobody behind.',
]);

const speaking = describe('public-science', 'RubricScore',
  'Score of the public talk', {
    valueMin: '0', valueMax: '16', requiredValue: '10',
    alignments: [alignment('CFRubric', 'Talks on science',
      caseItem('CFRubrics', 'talks'), { targetFramework: FRAMEWORK })],
  });

const report = describe('technical-report', 'RubricCriterion',
  'Structure of the report', {
    allowedValues: ['unclear', 'clear in parts', 'clear', 'a model'],
    requiredValue: 'clear',
  });

const notes = describe('field-notes', 'PerformanceLevel', 'Field notebook', {
  allowedValues: ['not yet', 'with help', 'alone', 'trains others'],
  requiredValue: 'alone',
});

const jar = describe('jar-test', 'RawScore', 'Jars judged rightly', {
  valueMin: '0', valueMax: '12', requiredValue: '9',
});

const oxygen = percent('dissolved-oxygen', 'Agreement with the control meter',
  '90');

const data = describe('careful-data', 'Result', 'Judgement of the assessor');

export const measures = { sampling, custody, map, balance, permit, team,
  speaking, report, notes, jar, oxygen, data };

export const competencies = {
  report: competency('technical-report', 'WR 227',
    'Writes a technical report',
    'Writes so that the reader knows what was found and what to do.',
    [report]),
  notes: competency('field-notes', 'ENV 130', 'Keeps a field notebook',
    'Writes down place, time, weather and doubt while still in the field.',
    [notes], { tags: ['field work'] }),
  data: competency('careful-data', 'STA 201', 'Reads data with care',
    'Tells a signal from noise and says how sure one can be.', [data],
    { alignments: [item('data', 'Reads data with care')] }),
  oxygen: competency('dissolved-oxygen', 'CHE 122',
    'Measures dissolved oxygen',
    'Measures oxygen in water by meter and by titration.', [oxygen],
    { alignments: [item('oxygen', 'Measures dissolved gases')] }),
  jar: competency('jar-test', 'WQ 210', 'Runs a jar test',
    'Finds the right dose of coagulant for today’s river.', [jar]),
  map: competency('clear-map', 'GIS 160', 'Makes a clear map',
    'Draws a map that answers one question.', [map]),
  balance: competency('process-balance', 'WQ 220',
    'Balances a treatment process',
    'Keeps air, sludge and flow in balance through a day.', [balance],
    { alignments: [item('balance', 'Controls a treatment process')] }),
  permit: competency('discharge-permit', 'WQ 230',
    'Reads a discharge permit',
    'Knows what may go back into the river, and who must be told.',
    [permit]),
  sampling: competency('representative-sample', 'ENV 260',
    'Takes a representative sample',
    'Takes water so that the bottle speaks for the river.', [sampling], {
      alignments: [item('sampling', 'Takes a representative sample', {
        targetCode: 'FW.2.1',
        targetDescription: 'Plans and takes samples that stand for a site.',
      })],
      associations: [
        association('isChildOf', courses['ENV 260']),
        association('hasSkillLevel', {
          id: caseItem('CFItems', 'field-level-3'),
          name: 'Field skills, level 3',
        }),
      ],
    }),
  custody: competency('chain-of-custody', 'ENV 260',
    'Keeps the chain of custody',
    'Keeps the papers that prove whose hands a sample passed through.',
    [custody]),
  speaking: competency('public-science', 'COM 111',
    'Explains science to the public',
    'Tells neighbours what is in their water, truly and plainly.',
    [speaking]),
  team: competency('team', 'WQ 290', 'Works in a team',
    'Does a fair share, and helps others do theirs.', [team]),
};
