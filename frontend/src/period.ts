import type { Season } from './api/types';

/**
 * Calendar arithmetic on plain `YYYY-MM-DD` days. Days are handled as UTC midnights, which have no
 * daylight saving; which day is today is the server's word.
 */

const DAY_MS = 86_400_000;
const LOCALE = 'en-GB';

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The epoch milliseconds of a day, or null when it is no real day. */
function parseDay(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at) || formatDay(at) !== day ? null : at;
}

function formatDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** First and last day of the period around a day; null for all time, seasons and unreadable days. */
export function spanOf(kind: string, day: string): Span | null {
  const at = parseDay(day);
  if (at === null) return null;
  const date = new Date(at);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (kind) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const monday = at - ((date.getUTCDay() + 6) % 7) * DAY_MS;
      return { from: formatDay(monday), to: formatDay(monday + 6 * DAY_MS) };
    }
    case 'month':
      return { from: formatDay(Date.UTC(year, month, 1)), to: formatDay(Date.UTC(year, month + 1, 0)) };
    case 'year':
      return { from: formatDay(Date.UTC(year, 0, 1)), to: formatDay(Date.UTC(year, 11, 31)) };
    default:
      return null;
  }
}

/**
 * A day of the period before (-1) or after (+1); null means the period that holds today, and
 * undefined that there is nowhere to step to.
 */
export function step(kind: string, day: string, direction: -1 | 1, today: string): string | null | undefined {
  const span = spanOf(kind, day);
  if (span === null) return undefined;
  const edge = parseDay(direction < 0 ? span.from : span.to);
  if (edge === null) return undefined;
  const target = spanOf(kind, formatDay(edge + direction * DAY_MS));
  if (target === null || target.from > today) return undefined;
  return contains(target, today) ? null : target.from;
}

export function contains(span: Span, day: string): boolean {
  return span.from <= day && day <= span.to;
}

/** The ISO week of a day. */
export function isoWeek(day: string): { readonly year: number; readonly week: number } | null {
  const span = spanOf('week', day);
  if (span === null) return null;
  const thursday = new Date(Date.parse(`${span.from}T00:00:00Z`) + 3 * DAY_MS);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS / 7) + 1 };
}

/** A period in words, for example "Week 47 · 16 – 22 Nov 2026". */
export function periodLabel(kind: string, day: string, seasons: readonly Season[]): string {
  if (kind === 'all') return 'All time';
  const season = seasons.find((each) => each.id === kind);
  if (season) return `${seasonName(season.id)} · ${rangeLabel(season)}`;
  const span = spanOf(kind, day);
  if (span === null) return day;
  switch (kind) {
    case 'day':
      return show(span.from, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
    case 'week':
      return `Week ${isoWeek(day)?.week ?? ''} · ${rangeLabel(span)}`;
    case 'month':
      return show(span.from, { month: 'long', year: 'numeric' });
    default:
      return span.from.slice(0, 4);
  }
}

export function seasonName(id: string): string {
  const words = id.replace(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function rangeLabel(span: Span): string {
  const from = Date.parse(`${span.from}T00:00:00Z`);
  const to = Date.parse(`${span.to}T00:00:00Z`);
  const format = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return Number.isNaN(from) || Number.isNaN(to) ? `${span.from} – ${span.to}` : format.formatRange(from, to);
}

function show(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));
}
