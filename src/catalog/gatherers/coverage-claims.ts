import { defineGatherer } from '../../kit/gatherer.ts';
import coverageClaims from '../evidence/coverage-claims.ts';
import readinessClaims from '../evidence/readiness-claims.ts';
import toolConfigs from '../evidence/tool-configs.ts';

export default defineGatherer({
  brings: coverageClaims,
  uses: [],
  needs: { documents: readinessClaims, tools: toolConfigs },
  limitMs: 5_000,
  gather({ given: { documents, tools } }) {
    const written = documents.documents
      .filter(({ standing }) => standing === 'current')
      .flatMap(({ file, claims }) =>
        // A line that says "open" names an aim, not something reached.
        claims
          .filter(({ text, says }) => /\bcoverage\b/i.test(text) && says !== 'open')
          .flatMap(({ line, figures }) =>
            figures
              .filter(({ kind, value }) => kind === 'share' && value > 0 && value <= 100)
              .map(({ value }) => ({ file, line, percent: value, by: 'document' as const })),
          ),
      );
    const demanded = tools.tools
      .filter(({ aside }) => !aside)
      .flatMap(({ file, folder, settings }) =>
        settings
          .filter(({ key, value }) => key === 'threshold.lines' && typeof value === 'number')
          .map(({ value, line }) => ({
            file,
            line,
            percent: Number(value),
            by: 'configuration' as const,
            folder,
          })),
      );
    return Promise.resolve({ claims: [...written, ...demanded] });
  },
});
