import { step, type Way } from './way.ts';

/** The `web` process of a Procfile: the team's own word on how it starts. Installing stays with the language's way. */
export function procfileWay(text: string, file: string, ways: readonly Way[]): Way | undefined {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  const line = text.split(/\r?\n/).find((one) => /^web\s*:/.test(one));
  const command = line?.slice(line.indexOf(':') + 1).trim();
  if (command === undefined || command === '') return undefined;
  const release = text.split(/\r?\n/).find((one) => /^release\s*:/.test(one));
  const base = ways.find((way) => way.folder === folder);
  const kept = base?.steps.filter(({ name }) => name !== 'start' && !(release && name === 'migrate')) ?? [];
  const migrate = release
    ? [step('migrate', release.slice(release.indexOf(':') + 1).trim(), folder, `release in ${file}`)]
    : [];
  const steps = [...kept, ...migrate, step('start', command, folder, `web in ${file}`)];
  return { rank: 120, folder, steps, ...(base?.environment ? { environment: base.environment } : {}) };
}
