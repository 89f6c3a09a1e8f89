/** Passwords that documentation and images print. Compared in lower case. */
const printed = new Set(
  (
    'postgres password passwd pass admin root secret changeme change_me change-me changethis change-this example ' +
    '123456 12345678 1234 12345 test guest minioadmin minio minio123 toor letmein qwerty default mysecretpassword ' +
    'mypassword mysql redis mongo mongodb user grafana rabbitmq supersecret mariadb rootpassword rootpass ' +
    'yourstrong(!)password password123 admin123 dbpassword db_password postgrespassword secretpassword ' +
    'your_password yourpassword your-password insecure dev development local prom-operator elastic neo4j keycloak sa airflow'
  ).split(' '),
);

const passwordName = /(pass(word|wd|phrase)?|pwd|secret|token|credential)s?(_file)?$|_pass_|password/i;

/** True when a variable's value (or a default for it) is a password that anyone can look up. */
export function isDefaultPassword(name: string, value: string): boolean {
  const inAddress = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{0,100}:([^\s@/]{1,100})@/i.exec(
    value.slice(0, 500),
  )?.[1];
  if (inAddress !== undefined) return printed.has(inAddress.toLowerCase());
  return passwordName.test(name) && !/_file$/i.test(name) && printed.has(value.trim().toLowerCase());
}
