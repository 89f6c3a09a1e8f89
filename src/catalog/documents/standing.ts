import type { DocumentFacts } from '../evidence/documents.ts';

type Standing = DocumentFacts['standing'];

const archive =
  /(^|\/)(archived?|old|deprecated|legacy|obsolete|historical|history|superseded|blog|posts|news|meeting-?notes|minutes)\//i;
const form =
  /(^|\/)(\.?templates?|_templates|[a-z_-]+_template)\/|template[^/]*$|(^|\/)\.github\/(issue|pull_request)_template/i;
const example =
  /(^|\/)(examples?|samples?|demos?|fixtures?|__fixtures__|tests?|__tests__|testdata|spec|e2e|mocks?|playgrounds?|skeletons?|boilerplates?|stubs?|scaffolds?|generators?|snippets)\//i;

/** Whether a document speaks for the service as it is now. The folder tells, because the text does not. */
export function standingOf(path: string): Standing {
  if (example.test(path)) return 'example';
  if (form.test(path)) return 'form';
  return archive.test(path) || /(^|[-_.])(old|archived?|deprecated|bak)\.\w+$/i.test(path)
    ? 'archive'
    : 'current';
}
