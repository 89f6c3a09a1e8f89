import { defineTechnology } from '../technology.ts';

export default defineTechnology({
  title: 'nginx, Caddy, Traefik and HAProxy',
  counts: 'service',
  images: [
    'nginx',
    'nginxinc/nginx-unprivileged',
    'caddy',
    'traefik',
    'haproxy',
    'nginxproxy/nginx-proxy',
    'openresty/openresty',
    'bitnami/nginx',
    'envoyproxy/envoy',
  ],
  files: /(^|\/)(nginx([\w.-]*)\.conf(\.template)?|Caddyfile|traefik\.(ya?ml|toml)|haproxy\.cfg)$/,
  filesAreFor: 'repository',
});
