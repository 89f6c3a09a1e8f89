import type { Finding } from '../../kit/where.ts';
import type { ComposeFile, ComposeMount } from './types.ts';

/** Configuration that has to be there before the start; data, sockets and secrets are made on the machine. */
const configuration =
  /\.(ya?ml|conf|cfg|cnf|ini|toml|json|sql|sh|xml|rules|tmpl|lua|properties|vcl|hcl)$|(^|\/)(Caddyfile|nginx\.conf)$/i;
const madeThere =
  /(^|\/)(acme\.json|\.env[\w.-]*|secrets?|certs?|ssl|tls|data|logs?|tmp|var|run|backups?|storage|uploads?)(\/|$)|\.local\.\w+$/i;

/** Mounted configuration files that the repository does not have: Docker makes an empty folder in their place. */
export function missingMounts(file: ComposeFile): { looked: number; findings: Finding[] } {
  const mounts = file.services.flatMap((service) =>
    service.mounts.filter(isConfiguration).map((mount) => ({ service: service.name, mount })),
  );
  const named = [...file.configs].flatMap(({ name, line, path }) =>
    path === undefined ? [] : [{ name, line, path }],
  );
  const findings = mounts
    .filter(
      ({ mount }) => mount.exists === 'no' || (mount.exists === 'folder' && configuration.test(mount.target)),
    )
    .map(({ service, mount }): Finding => {
      const says = `${service} mounts ${mount.source}, which is ${mount.exists === 'no' ? 'not there' : 'a folder'}.`;
      return {
        key: `mount:${file.file}:${service}:${mount.source}`,
        says,
        where: { file: file.file, line: mount.line, service },
      };
    });
  return { looked: mounts.length + named.length, findings };
}

function isConfiguration({ kind, source, exists }: ComposeMount): boolean {
  return (
    kind === 'bind' &&
    source !== undefined &&
    /^(file|folder|no)$/.test(exists ?? '') &&
    configuration.test(source) &&
    !madeThere.test(source)
  );
}
