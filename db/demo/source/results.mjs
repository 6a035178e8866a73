// Ways to measure: scales, result descriptions and the results on them.
import { text, urn } from './base.mjs';

export const GRADES =
  ['F', 'D', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A'];

const POINTS = {
  F: 0, D: 1, 'C-': 1.7, C: 2, 'C+': 2.3, 'B-': 2.7, B: 3, 'B+': 3.3,
  'A-': 3.7, A: 4,
};

// The mean of grade points, each weighted by its credits.
export function gradePointAverage(courses) {
  const graded = courses.filter(({ grade }) => grade in POINTS);
  const sum = (of) => graded.reduce((total, course) => total + of(course), 0);
  return (sum(({ grade, credits }) => POINTS[grade] * credits)
    / sum(({ credits }) => credits)).toFixed(2);
}

// A description of one result; the key makes its id.
export const describe = (key, resultType, name, more = {}) => ({
  id: urn(`results/${key}`), type: 'ResultDescription', name, resultType,
  ...more,
});

// A result on a description.
export const result = (description, value, more = {}) => ({
  type: 'Result', resultDescription: description.id,
  ...(value !== undefined && { value }), ...more,
});

export const letterGrade = (key) => describe(`${key}/grade`, 'LetterGrade',
  'Final grade', { allowedValues: GRADES, requiredValue: 'C' });

export const percent = (key, name, requiredValue) =>
  describe(`${key}/${name}`, 'Percent', name, {
    valueMin: '0', valueMax: '100', ...(requiredValue && { requiredValue }),
  });

export const average = (key, name = 'Grade point average') =>
  describe(`${key}/gpa`, 'GradePointAverage', name,
    { valueMin: '0.00', valueMax: '4.00', requiredValue: '2.00' });

export const status = (key) =>
  describe(`${key}/status`, 'Status', 'Status');

const STEPS = ['Beginning', 'Developing', 'Proficient', 'Advanced'];

// The four levels of one criterion, low to high, each with its sentence.
export const levels = (key, sentences) => sentences.map((sentence, i) => ({
  id: urn(`levels/${key}/${STEPS[i]}`),
  type: 'RubricCriterionLevel',
  name: STEPS[i],
  description: text([sentence]),
  level: String(i + 1),
  points: String(4 * (i + 1)),
}));

// A criterion with four levels; the third is the one to reach.
export function criterion(key, name, sentences, more = {}) {
  const steps = levels(key, sentences);
  return describe(key, 'RubricCriterionLevel', name, {
    rubricCriterionLevels: steps, requiredLevel: steps[2].id, ...more,
  });
}

// A result that reached the level with this name.
export const reached = (description, step, more = {}) =>
  result(description, undefined, {
    achievedLevel: description.rubricCriterionLevels
      .find(({ name }) => name === step).id,
    ...more,
  });
