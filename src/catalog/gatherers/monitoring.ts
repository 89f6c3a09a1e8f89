import { defineGatherer } from '../../kit/gatherer.ts';
import type { Compose } from '../compose/types.ts';
import compose from '../evidence/compose.ts';
import dockerfiles from '../evidence/dockerfiles.ts';
import kubernetes from '../evidence/kubernetes.ts';
import monitoring from '../evidence/monitoring.ts';
import { addText } from '../monitoring/assemble.ts';
import { classify } from '../monitoring/classify.ts';
import { composeViews, workloadViews, type ContainerView } from '../monitoring/container-view.ts';
import { wire } from '../monitoring/loaded.ts';
import { readTerraformWatchers, watcherFiles } from '../monitoring/outside.ts';
import { collectTexts } from '../monitoring/texts.ts';
import type { Monitoring } from '../monitoring/types.ts';

const maxTerraformFiles = 300;
const maxParsed = 400;

export default defineGatherer({
  brings: monitoring,
  uses: ['repo'],
  needs: { compose, kubernetes, dockerfiles },
  limitMs: 20_000,
  async gather({ given, drivers: { repo }, signal }) {
    const { texts, skipped } = await collectTexts(repo, given.kubernetes, signal);
    const views = [
      ...given.compose.files.flatMap((file) => composeViews(file, given.dockerfiles)),
      ...given.kubernetes.workloads.flatMap(workloadViews),
    ];
    const wiring = wire(
      views.filter((view) => view.role === 'service'),
      texts,
    );
    const found: Monitoring = {
      prometheus: [],
      rules: [],
      alertmanager: [],
      dashboards: [],
      logShipping: loggingDrivers(given.compose),
      outsideProbes: [],
      objectives: [],
      stack: views.map(describe),
      skipped,
    };
    const classed = texts.flatMap((text) => {
      const kind = classify(text);
      return kind === undefined || kind === 'loki' || kind === 'grafana-provider' ? [] : [{ text, kind }];
    });
    for (const { text, kind } of classed.slice(0, maxParsed)) addText(text, kind, wiring, texts, found);
    for (const { text } of classed.slice(maxParsed)) {
      found.skipped.push({
        file: text.file,
        because: `only the first ${maxParsed} monitoring files are parsed`,
      });
    }
    const paths = (await repo.list()).filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    for (const file of paths) {
      const watcher = watcherFiles.find(({ named }) => named.test(file));
      if (watcher)
        found.outsideProbes.push({ file, line: 1, kind: watcher.kind, note: 'watches from outside' });
    }
    for (const file of paths.filter((path) => path.endsWith('.tf')).slice(0, maxTerraformFiles)) {
      const read = await repo.read(file, { limitBytes: 200_000 });
      if (!read.ok) continue;
      const { outsideProbes, objectives } = readTerraformWatchers(file, read.text);
      found.outsideProbes.push(...outsideProbes);
      found.objectives.push(...objectives);
    }
    return found;
  },
});

function describe({ file, line, service, program, role }: ContainerView): Monitoring['stack'][number] {
  return { file, line, service, program: program.name, role };
}

/** Docker's own drivers that carry log lines to another place. */
function loggingDrivers(given: Compose): Monitoring['logShipping'] {
  return given.files.flatMap(({ file, role, services }) =>
    services.flatMap(({ logging }) =>
      logging && !/^(json-file|local|none|journald)$/.test(logging.driver)
        ? [
            {
              file,
              line: logging.line,
              role,
              kind: `${logging.driver} logging driver`,
              loaded: { state: 'yes' as const, by: { file, line: logging.line } },
              to: [],
            },
          ]
        : [],
    ),
  );
}
