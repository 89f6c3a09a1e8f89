import type { Finding } from '../../kit/where.ts';
import { checkHost } from '../compose/hosts.ts';
import type { Stack } from '../compose/stack.ts';
import type { Monitoring } from './types.ts';

/** Scrape targets and alert receivers that the Prometheus of this stack cannot resolve. */
export function checkTargets(
  monitoring: Monitoring,
  stacks: readonly Stack[],
): { looked: number; findings: Finding[] } {
  let looked = 0;
  const findings: Finding[] = [];
  for (const config of monitoring.prometheus) {
    const stack = stacks.find(
      ({ file }) => config.loaded.state === 'yes' && file.file === config.loaded.by?.file,
    );
    const name = monitoring.stack.find(
      ({ file, program }) => file === stack?.file.file && program === 'prometheus',
    )?.service;
    const service = stack?.file.services.find((one) => one.name === name);
    if (!stack || !service) continue;
    const targets = [
      ...config.jobs.filter(({ path }) => path !== '/probe').flatMap(({ targets: all }) => all),
      ...config.alertmanagers,
    ];
    for (const { address, line } of targets) {
      const host = /^(?:https?:\/\/)?([^:/]+)/.exec(address)?.[1] ?? '';
      const verdict = checkHost({ host }, service, stack);
      if (verdict === 'elsewhere') continue;
      looked += 1;
      if (
        verdict === 'reachable' ||
        (verdict === 'absent' && (stack.externalNetworks.size > 0 || stack.nearby.has(host)))
      )
        continue;
      const says =
        verdict === 'absent'
          ? `Prometheus is told to ask ${address}, and no service of the stack is called ${host}.`
          : `Prometheus is told to ask ${address}, and ${host} is on another network.`;
      findings.push({ key: `target:${config.file}:${address}`, says, where: { file: config.file, line } });
    }
  }
  return { looked, findings };
}
