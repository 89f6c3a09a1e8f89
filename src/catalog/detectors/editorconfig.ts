import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'EditorConfig',
  counts: 'tooling',
  files: /(^|\/)\.editorconfig$/,
});
