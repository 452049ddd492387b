import type { Metric } from './api/types';

const LOCALE = 'en-GB';
const formats = new Map<number, Intl.NumberFormat>();

/** A number with exactly that many decimals and grouped thousands. */
export function fixed(value: number, decimals: number): string {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format.format(value);
}

/**
 * The decimals (0 to 3) that a column needs so that no two different values look equal. The API
 * gives points with at most three and kilometres with at most two.
 */
export function decimalsFor(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, decimalsOf(value)), 0);
}

function decimalsOf(value: number): number {
  for (let decimals = 0; decimals < 3; decimals++) {
    const scaled = value * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return decimals;
  }
  return 3;
}

/** Minutes as hours and minutes: "42 min", "6 h 42". */
export function duration(minutes: number): string {
  if (minutes < 60) return `${fixed(minutes, 0)} min`;
  return `${fixed(Math.floor(minutes / 60), 0)} h ${String(minutes % 60).padStart(2, '0')}`;
}

/** A big figure in few characters: 987, 12.4k, 1.2M. */
export function compact(value: number): string {
  if (Math.abs(value) < 10_000) return fixed(value, 0);
  const format = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  return format.format(value).replace('K', 'k');
}

/** A change with its sign; the minus is a real one. */
export function signed(value: number, decimals = decimalsFor([value])): string {
  const rounded = Number(value.toFixed(3));
  if (rounded === 0) return '0';
  return `${rounded > 0 ? '+' : '−'}${fixed(Math.abs(rounded), decimals)}`;
}

interface MetricWords {
  /** Column heading. */
  readonly title: string;
  /** Behind a number. */
  readonly unit: string;
  readonly one: string;
}

const METRICS: Record<Metric, MetricWords> = {
  points: { title: 'Points', unit: 'pts', one: 'pt' },
  km: { title: 'Distance', unit: 'km', one: 'km' },
  minutes: { title: 'Minutes', unit: 'min', one: 'min' },
  metres_climbed: { title: 'Climbed', unit: 'm', one: 'm' },
  activities: { title: 'Activities', unit: 'activities', one: 'activity' },
  active_days: { title: 'Active days', unit: 'days', one: 'day' },
  longest_streak: { title: 'Longest streak', unit: 'days', one: 'day' },
};

export function metricTitle(metric: Metric): string {
  return METRICS[metric]?.title ?? name(metric);
}

export function unitOf(metric: Metric, value: number): string {
  const words = METRICS[metric];
  if (!words) return '';
  return value === 1 ? words.one : words.unit;
}

/** An id in words: "ten-thousand-km" → "Ten thousand km", "TrailRun" → "Trail run". */
export function name(id: string): string {
  const words = id
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** An instant as the reader's local time, with the date unless it is today's. */
export function moment(instant: string, now: number): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const sameDay = at.toDateString() === new Date(now).toDateString();
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(LOCALE, sameDay ? time : { ...date, ...time }).format(at);
}

export function plural(count: number, one: string, many: string): string {
  return `${fixed(count, 0)} ${count === 1 ? one : many}`;
}
