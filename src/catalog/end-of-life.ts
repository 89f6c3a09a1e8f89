/** Until when a release line gets security fixes. */
export interface Support {
  /** Which parts of a version name a release line: 20 of 20.11.1, or 3.12 of 3.12.4. */
  readonly step: 'major' | 'minor';
  readonly source: string;
  /** Release line → its last day; undefined where no end is set yet. */
  readonly lines: ReadonlyMap<string, string | undefined>;
}

/** The day on which the dates below were compared with their sources. Past a year from it they prove nothing. */
export const checkedOn = '2026-08-22';
export const validForDays = 365;

/** Java's dates are those of Eclipse Temurin; Debian's include its long-term support. */
export const endOfLife: Readonly<Record<string, Support>> = {
  node: support(
    'major',
    'https://github.com/nodejs/release#release-schedule',
    `26=2029-04-30 25=2026-06-01 24=2028-04-30 23=2025-06-01 22=2027-04-30 21=2024-06-01
     20=2026-04-30 19=2023-06-01 18=2025-04-30 17=2022-06-01 16=2023-09-11 15=2021-06-01
     14=2023-04-30 13=2020-06-01 12=2022-04-30 11=2019-06-30 10=2021-04-30 9=2018-06-30
     8=2019-12-31 7=2017-06-30 6=2019-04-30 5=2016-06-30`,
  ),
  python: support(
    'minor',
    'https://devguide.python.org/versions/',
    `3.14=2030-10-31 3.13=2029-10-31 3.12=2028-10-31 3.11=2027-10-31 3.10=2026-10-31
     3.9=2025-10-31 3.8=2024-10-07 3.7=2023-06-27 3.6=2021-12-23 3.5=2020-09-30 3.4=2019-03-18
     3.3=2017-09-29 3.2=2016-02-20 2.7=2020-01-01 3.1=2012-04-09`,
  ),
  go: support(
    'minor',
    'https://go.dev/doc/devel/release',
    `1.27=- 1.26=- 1.25=2026-08-19 1.24=2026-02-10 1.23=2025-08-12 1.22=2025-02-11 1.21=2024-08-13
     1.20=2024-02-06 1.19=2023-09-06 1.18=2023-02-01 1.17=2022-08-02 1.16=2022-03-15
     1.15=2021-08-16 1.14=2021-02-16 1.13=2020-08-11 1.12=2020-02-25 1.11=2019-09-03
     1.10=2019-02-25`,
  ),
  ruby: support(
    'minor',
    'https://www.ruby-lang.org/en/downloads/branches/',
    `4.0=2029-03-31 3.4=2028-03-31 3.3=2027-03-31 3.2=2026-03-31 3.1=2025-03-26 3.0=2024-04-23
     2.7=2023-03-31 2.6=2022-03-31 2.5=2021-03-31 2.4=2020-03-31 2.3=2019-03-31 2.2=2018-03-31`,
  ),
  php: support(
    'minor',
    'https://www.php.net/supported-versions.php',
    `8.5=2029-12-31 8.4=2028-12-31 8.3=2027-12-31 8.2=2026-12-31 8.1=2025-12-31 8.0=2023-11-26
     7.4=2022-11-28 7.3=2021-12-06 7.2=2020-11-30 7.1=2019-12-01 7.0=2019-01-10 5.6=2018-12-31
     5.5=2016-07-21 5.4=2015-09-14`,
  ),
  dotnet: support(
    'major',
    'https://dotnet.microsoft.com/platform/support/policy/dotnet-core',
    `10=2028-11-14 9=2026-11-10 8=2026-11-10 7=2024-05-14 6=2024-11-12 5=2022-05-10 3.1=2022-12-13
     3.0=2020-03-03 2.2=2019-12-23 2.1=2021-08-21 2.0=2018-10-01 1.1=2019-06-27 1.0=2019-06-27`,
  ),
  java: support(
    'major',
    'https://adoptium.net/support/',
    `26=2026-09-15 25=2031-09-30 24=2025-09-16 23=2025-03-18 22=2024-09-17 21=2029-12-31
     20=2023-09-19 19=2023-03-31 18=2022-09-30 17=2027-10-31 11=2027-10-31 16=2021-09-30
     8=2030-12-31`,
  ),
  debian: support(
    'major',
    'https://wiki.debian.org/LTS',
    `13=2030-06-30 12=2028-06-30 11=2026-08-31 10=2024-06-30 9=2022-07-01 8=2020-06-30
     7=2018-05-31`,
  ),
  ubuntu: support(
    'minor',
    'https://ubuntu.com/about/release-cycle',
    `26.04=2031-04-30 25.10=2026-07-01 25.04=2026-01-17 24.10=2025-07-10 24.04=2029-05-31
     23.10=2024-07-12 23.04=2024-01-20 22.10=2023-07-20 22.04=2027-04-01 21.10=2022-07-14
     21.04=2022-01-20 20.10=2021-07-22 20.04=2025-05-31 19.10=2020-07-06 19.04=2020-01-23
     18.10=2019-07-18 18.04=2023-05-31 17.10=2018-07-19 17.04=2018-01-13 16.10=2017-07-20
     16.04=2021-04-02 15.10=2016-07-28 15.04=2016-02-04 14.10=2015-07-23`,
  ),
  alpine: support(
    'minor',
    'https://alpinelinux.org/releases/',
    `3.24=2028-06-01 3.23=2027-11-01 3.22=2027-05-01 3.21=2026-11-01 3.20=2026-04-01
     3.19=2025-11-01 3.18=2025-05-09 3.17=2024-11-22 3.16=2024-05-23 3.15=2023-11-01
     3.14=2023-05-01 3.13=2022-11-01 3.12=2022-05-01 3.11=2021-11-01 3.10=2021-05-01
     3.9=2020-11-01 3.8=2020-05-01 3.7=2019-11-01`,
  ),
  elixir: support(
    'minor',
    'https://hexdocs.pm/elixir/compatibility-and-deprecations.html',
    `1.20=- 1.19=- 1.18=- 1.17=- 1.16=- 1.15=2026-06-03 1.14=2025-10-16 1.13=2024-12-19
     1.12=2024-06-12 1.11=2023-12-22 1.10=2023-06-19 1.9=2022-09-01`,
  ),
  amazonlinux: support(
    'major',
    'https://aws.amazon.com/linux/amazon-linux-2023/faqs/',
    `2023=2029-06-30 2=2026-06-30 2018.03=2023-12-31`,
  ),
  centos: support(
    'major',
    'https://www.centos.org/centos-linux-eol/',
    `8=2021-12-31 7=2024-06-30 6=2020-11-30`,
  ),
};

/** `line=last day`, `-` for no end set. */
function support(step: Support['step'], source: string, text: string): Support {
  const lines = text.split(/\s+/).map((pair): [string, string | undefined] => {
    const [line = '', day] = pair.split('=');
    return [line, day === '-' ? undefined : day];
  });
  return { step, source, lines: new Map(lines) };
}
