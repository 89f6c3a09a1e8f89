import { stat } from 'node:fs/promises';
import type { AdvisoriesDriver } from '../kit/drivers.ts';
import { CannotLook } from '../kit/gatherer.ts';
import { npmBulk } from './advisories/npm-bulk.ts';
import { osvApi } from './advisories/osv-api.ts';
import { osvFolder } from './advisories/osv-folder.ts';

const howTo =
  'pass --advisories SOURCE: a folder or file of OSV records, `osv` or the URL of an OSV API, or `npm` or npm:URL for a registry';

/** Known vulnerabilities from the one source the user named; with none named, nobody is asked. */
export function advisoriesDriver(source: string | undefined): AdvisoriesDriver {
  return {
    async ask(packages, signal) {
      if (source === undefined) throw new CannotLook('no advisory source was named', howTo);
      if (source === 'osv') return osvApi('https://api.osv.dev').ask(packages, signal);
      if (source === 'npm') return npmBulk('https://registry.npmjs.org').ask(packages, signal);
      if (/^npm:https?:\/\//.test(source)) return npmBulk(source.slice('npm:'.length)).ask(packages, signal);
      if (/^https?:\/\//.test(source)) return osvApi(source).ask(packages, signal);
      const found = await stat(source).catch(() => undefined);
      if (!found) throw new CannotLook(`${source} does not exist`, howTo);
      return osvFolder(source, found.isDirectory()).ask(packages, signal);
    },
  };
}
