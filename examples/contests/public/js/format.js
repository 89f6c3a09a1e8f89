// How dates, states and ids read.
import { badge } from './dom.js';

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const DISTANCE = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const STATUSES = {
  draft: ['Draft'],
  awaiting_approval: ['Awaiting approval', 'warn'],
  rejected: ['Rejected', 'bad'],
  upcoming: ['Upcoming'],
  active: ['Open', 'good'],
  ended: ['Ended'],
  complete: ['Complete'],
  cancelled: ['Cancelled', 'bad'],
  won: ['Won', 'good'],
  not_won: ['Not won'],
  waiting: ['Waiting'],
  disqualified: ['Disqualified', 'bad'],
  claimed: ['Claimed', 'warn'],
  on_the_way: ['On the way', 'warn'],
  delivered: ['Delivered', 'good'],
  lapsed: ['Lapsed', 'bad'],
  withdrawn: ['Withdrawn', 'bad'],
};

export function moment(instant) {
  return MOMENT.format(new Date(instant));
}

/** "in 3 hours", "2 days ago". */
export function distance(instant) {
  const seconds = (new Date(instant).getTime() - Date.now()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return DISTANCE.format(Math.round(seconds / size), unit);
  }
  return seconds < 0 ? 'just now' : 'in a moment';
}

export function statusBadge(status) {
  const [text, kind] = STATUSES[status] ?? [status];
  return badge(text, kind);
}

export function statusText(status) {
  return STATUSES[status]?.[0] ?? status;
}

/** Entries have no names; the first characters of the id tell them apart well enough for people. */
export function shortId(id) {
  return id.slice(0, 8);
}

export function points(milli) {
  return (milli / 1000).toLocaleString(undefined, { maximumFractionDigits: 2 });
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}

/** What a field of type datetime-local wants: local time to the minute. */
export function localInput(instant) {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
