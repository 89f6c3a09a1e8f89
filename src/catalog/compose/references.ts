import type { Finding, Where } from '../../kit/where.ts';
import type { Stack } from './stack.ts';
import type { ComposeService } from './types.ts';

/** What a stack refers to and does not define: compose refuses to start it. */
export function brokenReferences(stack: Stack): { findings: Finding[]; doubts: Where[] } {
  const { file } = stack.file;
  const findings: Finding[] = [];
  const doubts: Where[] = [];
  function add(name: string, finding: Finding): void {
    if (stack.incomplete || stack.nearby.has(name))
      doubts.push({ ...finding.where, note: `${name} is in another file` });
    else findings.push(finding);
  }
  for (const service of stack.file.services) {
    const where = (line: number) => ({ file, line, service: service.name });
    for (const { service: other, line, required } of service.dependsOn) {
      if (stack.services.has(other) || !required) continue;
      const says = `${service.name} depends on ${other}, which no service of the stack is called.`;
      add(other, { key: `depends-on:${file}:${service.name}:${other}`, says, where: where(line) });
    }
    for (const { name, line } of service.networks) {
      if (name === 'default' || stack.networks.has(name)) continue;
      const says = `${service.name} joins the network ${name}, which is not declared.`;
      add(name, { key: `network:${file}:${service.name}:${name}`, says, where: where(line) });
    }
    for (const { kind, name, line } of service.refers) {
      const declared = { volume: stack.volumes, config: stack.configs, secret: stack.secrets }[kind];
      if (declared.has(name) || name.includes('\u{fffc}')) continue;
      const says = `${service.name} uses the ${kind} ${name}, which is not declared.`;
      add(name, { key: `${kind}:${file}:${service.name}:${name}`, says, where: where(line) });
    }
    if (!hasSource(stack.services.get(service.name) ?? [service])) {
      const says = `${service.name} has neither an image nor a build.`;
      add(service.name, { key: `no-image:${file}:${service.name}`, says, where: where(service.line) });
    }
  }
  for (const { path, line, exists } of stack.file.includes) {
    if (exists !== 'no') continue;
    findings.push({
      key: `include:${file}:${path}`,
      says: `${file} includes ${path}, which is not there.`,
      where: { file, line },
    });
  }
  return { findings: [...findings, ...cycles(stack)], doubts };
}

function hasSource(parts: readonly ComposeService[]): boolean {
  return parts.some(
    ({ image, build, extends: base }) => image !== undefined || build !== undefined || base !== undefined,
  );
}

/** Services that wait for each other never start. */
function cycles(stack: Stack): Finding[] {
  const file = stack.file.file;
  const waits = (name: string) =>
    (stack.services.get(name) ?? []).flatMap(({ dependsOn }) => dependsOn.map(({ service }) => service));
  for (const service of stack.file.services) {
    const seen = new Set<string>();
    const queue = waits(service.name);
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (next === service.name) {
        const says = `${service.name} waits for itself through depends_on.`;
        return [{ key: `cycle:${file}`, says, where: { file, line: service.line, service: service.name } }];
      }
      if (!seen.has(next)) queue.push(...waits(next));
      seen.add(next);
    }
  }
  return [];
}
