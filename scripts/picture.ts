import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Mutant } from '../fixtures/mutant.ts';
import { makeHealthyRepository, mutate } from '../fixtures/healthy-repository.ts';

/** npm run picture: inspects the healthy app with some things broken, and draws what the terminal shows. */
const broken = [
  'delivery/no-hollow-step',
  'backup/off-host',
  'observability/alert-metrics-exist',
  'documentation/env-complete',
  'security/policy-file',
  'security/image-nonroot',
  'security/rate-limit-shared',
  'deployment/resource-limits',
  'compliance/license',
  'documentation/owner',
  'testing/own-reports-agree',
  'code/strict-types',
];
const columns = 100;
const classes: Readonly<Record<string, string>> = { 1: 'b', 2: 'd', 31: 'r', 32: 'g', 33: 'y' };
const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-picture-'));

try {
  const repository = join(scratch, 'orders');
  makeHealthyRepository(repository);
  for (const id of broken) {
    const file = join(root, 'fixtures/mutants', `${id}.ts`);
    const module: { default: Mutant } = await import(pathToFileURL(file).href);
    mutate(repository, module.default);
  }
  const { stdout } = spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), 'inspect'], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1', COLUMNS: String(columns) },
  });
  await draw(`$ npx seaworthy inspect\n${stdout.trimEnd()}\n`, join(root, 'docs/terminal.png'));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function draw(text: string, file: string): Promise<void> {
  const chrome = process.env['CHROME_PATH'] ?? findChromium();
  const browser = await chromium.launch({ executablePath: chrome, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1_000, height: 800 }, deviceScaleFactor: 1.5 });
  await page.setContent(`<style>
    body { margin: 0; background: transparent; }
    pre { display: inline-block; margin: 0; padding: 20px 14px; border-radius: 10px; background: #10181f; color: #e3eaef;
      font: 14px/1.35 'DejaVu Sans Mono', monospace; }
    .b { font-weight: bold } .d { color: #8fa1ad } .r { color: #ff8f85 } .g { color: #4fca97 } .y { color: #e6b755 }
  </style><pre>${toHtml(text)}</pre>`);
  await page.locator('pre').screenshot({ path: file, omitBackground: true });
  await browser.close();
}

/** Escape codes to letters and colours: the few that our own report uses. */
function toHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  // oxlint-disable-next-line no-control-regex -- these are what is drawn
  return escaped.replaceAll(/\u001b\[(\d+)m/g, (_, code: string) => {
    const name = classes[code];
    return name === undefined ? '</span>' : `<span class="${name}">`;
  });
}

function findChromium(): string {
  const name = ['chromium', 'chromium-browser', 'google-chrome'].find((one) =>
    readdirSync('/usr/bin').includes(one),
  );
  if (name === undefined) throw new Error('no Chromium here: apt-get install chromium, or set CHROME_PATH');
  return join('/usr/bin', name);
}
