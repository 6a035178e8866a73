// The college, its schools, and the bodies that work with it.
// All of them are made up.
import { address, criteria, identifier, text, url, urn } from './base.mjs';
import { publicKey } from './sign.mjs';
import { picture } from './media.mjs';

// How to tell that a document is the profile's own: where it must stand.
const rules = (base) => ({
  type: 'Verification',
  verificationProperty: 'id',
  allowedOrigins: [new URL(base).host],
  startsWith: [`${base}/`],
});

// An organization that hosts its documents under the given root.
function organization(key, name, base, more) {
  return {
    id: url('profiles', key, base), type: 'Profile', name, ...more,
    revocationList: url('revocations', key, base),
    verification: rules(base),
  };
}

const RIVERBEND = 'https://records.riverbend.example/ims/clr/v1p0';
const MILLBROOK = 'https://records.millbrook-schools.example/ims/clr/v1p0';
const BOARD = 'https://licences.tamarack-nursing.example/ims/clr/v1p0';
const CLEARWATER = 'https://people.clearwater.example/ims/clr/v1p0';
const OPERATORS = 'https://awards.water-operators.example/ims/clr/v1p0';
const COMMISSION = 'https://findings.small-colleges.example/ims/clr/v1p0';

export const system = {
  id: url('profiles', 'tamarack-colleges'),
  type: 'Profile',
  name: 'Tamarack Community Colleges',
  description: 'The system of twelve two-year colleges. Fictional.',
  url: 'https://www.tamarack-colleges.example/',
  address: address('1 Capitol Walk', 'Port Alder', '00501'),
  official: 'Ruth Abernathy, Chancellor',
};

const collegeId = url('profiles', 'riverbend-college');

export const college = {
  ...organization('riverbend-college', 'Riverbend College', RIVERBEND, {
    description: text`A small two-year college on the Alder River. It is
      fictional, and so is everyone in its records: they show what a
      learner record can hold.`,
    url: 'https://www.riverbend.example/',
    email: 'registrar@riverbend.example',
    telephone: '555-0100',
    image: picture('riverbend.svg'),
    official: 'Harriet Lindgren, Registrar',
    sourcedId: 'riverbend-college',
    address: {
      ...address('200 Millrace Lane', 'Riverbend', '00512'),
      id: urn('places/millrace-lane'),
      postOfficeBoxNumber: 'PO Box 112',
    },
    identifiers: [
      identifier('LisSourcedId', 'org-riverbend-001'),
      identifier('ext:StateCollegeCode', 'TMK-007'),
    ],
    parentOrg: system,
  }),
  publicKey: publicKey('college', collegeId),
};

const department = (key, name, description, more) => ({
  ...organization(key, name, RIVERBEND, {
    description, ...more, parentOrg: college,
  }),
});

export const healthSchool = department('school-of-health',
  'Riverbend College School of Health',
  'Trains practical nurses and care workers. Fictional.', {
    url: 'https://www.riverbend.example/health',
    telephone: '555-0117',
    official: 'Dr. Paulette Greaves, Dean of Health',
  });

export const conservatory = department('conservatory',
  'Riverbend Conservatory',
  'The music school of Riverbend College. Fictional.', {
    url: 'https://www.riverbend.example/music',
    telephone: '555-0123',
    official: 'Anselm Okonjo, Director of Music',
  });

export const workshops = department('open-workshops',
  'Riverbend Open Workshops',
  'Evening and weekend classes for everyone. Fictional.', {
    url: 'https://www.riverbend.example/workshops',
    telephone: '555-0131',
    official: 'Greta Fonseca, Head of Continuing Education',
  });

export const highSchool = organization('millbrook-high',
  'Millbrook High School', MILLBROOK, {
    description: 'A public high school, grades 9 to 12. Fictional.',
    url: 'https://high.millbrook-schools.example/',
    telephone: '555-0140',
    official: 'Samuel Achterberg, Principal',
    address: address('18 Orchard Street', 'Millbrook', '00519'),
    identifiers: [
      identifier('OneRosterSourcedId', 'org-millbrook-high'),
      identifier('ext:NcesSchoolId', '000000000142'),
    ],
    parentOrg: {
      id: url('profiles', 'millbrook-district', MILLBROOK),
      type: 'Profile',
      name: 'Millbrook School District',
      url: 'https://www.millbrook-schools.example/',
      parentOrg: {
        id: 'https://education.tamarack.example/',
        type: 'Profile',
        name: 'Tamarack Department of Education',
        url: 'https://education.tamarack.example/',
      },
    },
  });

export const nursingBoard = organization('board', 'Tamarack Board of Nursing',
  BOARD, {
    description: 'Licenses nurses in the state of Tamarack. Fictional.',
    url: 'https://www.tamarack-nursing.example/',
    telephone: '555-0150',
    official: 'Miriam Castellanos, Executive Officer',
  });

const clearwaterId = url('profiles', 'clearwater', CLEARWATER);

// An endorser: a profile without the members that an endorser cannot have.
export const clearwater = {
  ...organization('clearwater', 'Clearwater Utilities', CLEARWATER, {
    description: 'Brings water to 41,000 homes. Fictional.',
    url: 'https://www.clearwater.example/',
    email: 'training@clearwater.example',
    telephone: '555-0162',
    official: 'Nadine Ferreira, Head of Operations',
    address: address('7 Pumphouse Road', 'Riverbend', '00513'),
    identifiers: [identifier('ext:StateUtilityNumber', 'U-3301')],
  }),
  publicKey: publicKey('clearwater', clearwaterId),
};

export const operators = organization('association',
  'Association of Water Operators', OPERATORS, {
    description: 'Tests and lists water treatment operators. Fictional.',
    url: 'https://www.water-operators.example/',
    telephone: '555-0165',
    official: 'Leopold Anand, Secretary',
  });

export const commission = organization('commission',
  'Commission on Small Colleges', COMMISSION, {
    description: 'Visits colleges and reports what it found. Fictional.',
    url: 'https://www.small-colleges.example/',
    telephone: '555-0170',
    image: picture('commission.svg'),
  });

export const passMark = criteria(
  'A final grade of **C** or better, and every safety rule kept.',
  'https://www.riverbend.example/catalogue/grading');
