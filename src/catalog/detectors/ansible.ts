import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'Ansible',
  counts: 'service',
  files: /(^|\/)(ansible\.cfg|playbook[\w-]*\.ya?ml)$/,
  filesAreFor: 'repository',
});
