import type { SourceDriver } from '../../kit/drivers.ts';
import type { PythonApp } from './python.ts';

export interface Apps {
  readonly python: readonly PythonApp[];
  readonly go: readonly { readonly folder: string; readonly serves: boolean }[];
}

/** Applications that only the code names: `app = FastAPI()`, `package main`. */
export async function findApps(source: SourceDriver, signal: AbortSignal): Promise<Apps> {
  const python: PythonApp[] = [];
  const go = new Map<string, boolean>();
  await Promise.all([
    source.scan(
      {
        languages: ['python'],
        mentions: /\b(FastAPI|Starlette|Litestar|Quart|Flask)\(|execute_from_command_line/,
        signal,
      },
      (file) => {
        if (/(^|\/)manage\.py$/.test(file.path) && file.text.includes('execute_from_command_line')) {
          python.push({ file: file.path, kind: 'django', name: '' });
        }
        for (const assignment of file
          .root()
          .findAll({ rule: { kind: 'assignment', has: { field: 'right', kind: 'call' } } })) {
          const made = assignment.field('right')?.field('function')?.text().split('.').at(-1);
          const name = assignment.field('left')?.text() ?? '';
          if (made === undefined || !/^\w+$/.test(name) || !isTopLevel(assignment.parent()?.parent()?.kind()))
            continue;
          if (['FastAPI', 'Starlette', 'Litestar', 'Quart'].includes(made))
            python.push({ file: file.path, kind: 'asgi', name });
          if (made === 'Flask') python.push({ file: file.path, kind: 'flask', name });
        }
      },
    ),
    source.scan({ languages: ['go'], mentions: /^package main\b/m, signal }, (file) => {
      const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : '';
      const serves =
        /ListenAndServe|\.Run\(|\.Listen\(|net\/http|gin-gonic|labstack\/echo|gofiber|go-chi/.test(file.text);
      go.set(folder, serves || go.get(folder) === true);
    }),
  ]);
  return { python, go: [...go].map(([folder, serves]) => ({ folder, serves })) };
}

function isTopLevel(kind: string | number | undefined): boolean {
  return kind === 'module';
}
