import type { Job, Purpose } from './model.ts';

const known: readonly (readonly [RegExp, Purpose])[] = [
  [/(^|\/)(SAST|sast)(\.|@|-IaC|\/|$)/, 'scan-code'],
  [/dependency-scanning/i, 'scan-dependencies'],
  [/secret-detection/i, 'scan-secrets'],
  [/container-scanning/i, 'scan-image'],
  [/(DAST|dast)(\.|@|\/|$)/, 'scan'],
  [/code-quality/i, 'lint'],
  [/Auto-DevOps/i, 'deploy'],
];

/** GitLab's own scanning templates bring jobs whose findings are reported and whose failure does not block by itself. */
export function gitlabTemplateJob(template: { file: string; line: number; name: string }): Job[] {
  const purpose = known.find(([shape]) => shape.test(template.name))?.[1];
  if (purpose === undefined) return [];
  const { file, line, name } = template;
  const step = {
    file,
    line,
    uses: name,
    with: {},
    mayFail: 'depends' as const,
    says: [],
    does: [purpose],
    commands: [],
    secrets: [],
    env: {},
    inner: false,
  };
  return [
    {
      id: name,
      file,
      line,
      needs: [],
      services: [],
      matrix: [],
      mayFail: 'depends',
      manual: false,
      says: [],
      secrets: [],
      env: {},
      steps: [step],
    },
  ];
}
