import { isRecord, readPlainJson } from '../lockfiles/lock.ts';

/** What a report to an error tracker holds: an envelope of JSON lines, or one JSON object. */
export function trackedReport(
  report: string,
  planted: {
    readonly marker: string;
    readonly requestId: string;
    readonly canary: string;
    readonly token?: string | undefined;
  },
) {
  const parts = report
    .split('\n')
    .map((line) => readPlainJson(line))
    .filter(isRecord);
  const event = parts.find((part) => part['exception'] !== undefined || part['message'] !== undefined);
  const text = (key: string) => {
    const value = event?.[key];
    return typeof value === 'string' && value !== '' ? { [key]: value } : {};
  };
  const leaks = [
    ...(report.includes(`session=${planted.canary}`) ? ['cookie'] : []),
    ...(planted.token !== undefined && report.includes(planted.token) ? ['authorization'] : []),
    ...(report.includes(`${planted.canary}@example.test`) ? ['e-mail'] : []),
  ];
  return {
    hasMarker: report.includes(planted.marker),
    hasRequestId: planted.requestId !== '' && report.includes(planted.requestId),
    leaks,
    ...text('release'),
    ...text('environment'),
  };
}
