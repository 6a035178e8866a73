// The catalogue of the degree in water quality: the degree, its two years
// and its courses. What a learner made of it stands in the transcripts.
import { achievement, alignment, association, brief, criteria, identifier,
  text, url } from './base.mjs';
import { college, operators, passMark } from './organizations.mjs';
import { letterGrade, average, percent, status } from './results.mjs';

const issuer = brief(college);
const frameworks = 'https://frameworks.riverbend.example/ims/case/v1p0';

export const caseItem = (kind, key) =>
  `${frameworks}/${kind}/${url('x', `case/${key}`).split('/').pop()}`;

// Things outside the college that achievements point at by id.
export const elsewhere = {
  bachelor: {
    id: url('achievements', 'bas-water'),
    name: 'Bachelor of Applied Science in Water Resources',
  },
  writing: {
    id: 'https://transfer.tamarack-colleges.example/courses/ENG-101',
    name: 'ENG 101 First-Year Writing (statewide)',
  },
  computing: {
    id: url('achievements', 'cis-125'),
    name: 'CIS 125 Data and Documents',
  },
};

const degreeName = {
  id: url('achievements', 'aas-water'),
  name: 'Associate of Applied Science in Water Quality',
};

// The years, as parts of the degree.
const year = (key, name, creditsAvailable, description) =>
  achievement(key, 'Achievement', name, issuer, {
    description,
    level: 'Associate',
    creditsAvailable,
    associations: [association('isChildOf', degreeName)],
    resultDescriptions: [average(key, 'Grade point average of the year')],
  });

export const firstYear = year('aas-water-1', 'First year: foundations', 33,
  'Writing, mathematics, chemistry and the first days in the field.');

export const secondYear = year('aas-water-2', 'Second year: practice', 31,
  'Treatment plants, law, maps and a study of the river.');

export const degreeResults = [
  average('aas-water'),
  percent('aas-water', 'Attendance'),
  status('aas-water'),
];

export const degree = achievement('aas-water', 'Degree', degreeName.name,
  issuer, {
    humanCode: 'AAS-WQ',
    description: text`A two-year degree for people who keep rivers, wells and
      taps clean. Half of it is laboratory and field work.`,
    fieldOfStudy: 'Environmental technology',
    specialization: 'Water quality',
    level: 'Associate degree',
    creditsAvailable: 64,
    identifiers: [
      identifier('LisSourcedId', 'prog-aas-wq'),
      identifier('ext:CipCode', '15.0506'),
    ],
    tags: ['water', 'environment', 'technician', 'laboratory'],
    requirement: criteria('At least **64 credits**, a grade point average of '
      + '2.00, the capstone and one term of work at a plant.',
    'https://www.riverbend.example/catalogue/aas-water-quality'),
    alignments: [
      alignment('CTDL', 'Water quality technology',
        'https://credentials.tamarack.example/resources/ce-aas-wq', {
          targetCode: 'ce-aas-wq',
          targetFramework: 'Tamarack credential directory',
          targetDescription: 'The entry of this degree in the directory.',
        }),
      alignment('ext:Occupation', 'Water treatment technician',
        'https://occupations.tamarack.example/51-8031', {
          targetCode: '51-8031.00',
        }),
    ],
    associations: [
      association('isParentOf', firstYear),
      association('isParentOf', secondYear),
      association('precedes', elsewhere.bachelor),
    ],
    resultDescriptions: degreeResults,
  });

// Not earned by anyone yet: where the way leads after the degree.
export const bachelor = achievement('bas-water', 'Degree',
  elsewhere.bachelor.name, issuer, {
    description: 'Two more years, for holders of the associate degree.',
    level: 'Bachelor degree',
    creditsAvailable: 60,
    fieldOfStudy: 'Environmental technology',
    requirement: criteria('The associate degree, and 60 further credits.'),
  });

export const operatorGradeTwo = achievement('operator-2', 'License',
  'Licensed Operator, Grade II', brief(operators), {
    description: 'The next step in the trade: two years at a plant.',
    associations: [association('isRelatedTo', degreeName)],
  });

// code, name, credits, description; the order is that of the catalogue.
const rows = [
  ['WR 121', 'English Composition I', 3,
    'Reading closely and writing essays that stand on evidence.'],
  ['MTH 111', 'College Algebra', 4,
    'Functions, graphs, logarithms and what they model.'],
  ['ENV 101', 'Introduction to Environmental Science', 4,
    'Land, air, water and living things, with a weekly laboratory.'],
  ['CIS 120', 'Computer Concepts', 3,
    'Files, spreadsheets and the careful use of other people’s data.'],
  ['HD 100', 'College Success', 1,
    'Planning a week, taking notes and asking for help.'],
  ['WR 227', 'Technical Writing', 3,
    'Reports, instructions and letters that people can act on.'],
  ['CHE 121', 'General Chemistry I', 5,
    'Atoms, reactions and solutions; laboratory twice a week.'],
  ['ENV 130', 'Mapping and Field Methods', 3,
    'Finding a place, drawing it, and writing down what is there.'],
  ['STA 201', 'Introductory Statistics', 4,
    'Samples, spread, chance, and when not to draw a line.'],
  ['MTH 112', 'Elementary Functions', 4,
    'Trigonometry and vectors.'],
  ['ENV 180', 'Work at a Treatment Plant', 3,
    'Ten weeks beside the operators of a water treatment plant.'],
  ['CHE 122', 'General Chemistry II', 4,
    'Equilibrium, acids and bases, and measurement in water.'],
  ['BIO 234', 'Microbiology', 4,
    'Small living things in water, and how to count them.'],
  ['WQ 210', 'Water Sources and Treatment', 4,
    'From the river to the tap: screens, filters, disinfection.'],
  ['GIS 160', 'Geographic Information Systems I', 3,
    'Layers, projections, and maps that tell the truth.'],
  ['WQ 220', 'Wastewater Operations', 4,
    'From the drain back to the river: settling, air, sludge.'],
  ['WQ 230', 'Water Law and Regulation', 3,
    'Permits, limits, reports and who answers for them.'],
  ['ENV 260', 'Environmental Sampling', 3,
    'Clean bottles, cold boxes and papers that hold up in court.'],
  ['COM 111', 'Public Speaking', 3,
    'Speaking to a room, with and without slides.'],
  ['WQ 290', 'Capstone: River Health Study', 3,
    'One stretch of the Alder River, studied for a whole winter.'],
];

export const keyOf = (code) => code.toLowerCase().replace(' ', '-');

// Which courses hang together in other ways than by the year.
const links = {
  'WR 121': ['exactMatchOf', elsewhere.writing],
  'CIS 120': ['replacedBy', elsewhere.computing],
  'CHE 121': ['precedes', reference('CHE 122')],
  'MTH 111': ['precedes', reference('MTH 112')],
  'WQ 210': ['isPeerOf', reference('WQ 220')],
  'ENV 130': ['isRelatedTo', reference('GIS 160')],
};

function reference(code) {
  const name = rows.find((row) => row[0] === code)[1];
  return { id: url('achievements', keyOf(code)), name: `${code} ${name}` };
}

const FIRST_YEAR = 11;

function course([code, name, credits, description], i) {
  const key = keyOf(code);
  const fieldwork = code === 'ENV 180';
  const block = i < FIRST_YEAR ? firstYear : secondYear;
  return achievement(key, fieldwork ? 'Fieldwork' : 'Course', name, issuer, {
    humanCode: code,
    description,
    creditsAvailable: credits,
    requirement: passMark,
    associations: [
      association('isChildOf', block),
      ...(links[code] ? [association(...links[code])] : []),
    ],
    resultDescriptions: fieldwork || code === 'MTH 112'
      ? [status(key)] : [letterGrade(key)],
  });
}

export const courses = Object.fromEntries(
  rows.map((row, i) => [row[0], course(row, i)]));
