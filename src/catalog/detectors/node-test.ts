import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Node test runner',
  counts: 'tooling',
  scripts: /\bnode\b[^&|;]* --test(\s|$)|\btsx\b[^&|;]* --test(\s|$)/,
});
