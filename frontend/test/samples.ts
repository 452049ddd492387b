import type { Catalog, Entry, RankingPage } from '../src/api/types';

/** Made-up answers; each test names only what it is about. */

export function entry(id: string, rank: number, value: number, change: Partial<Entry> = {}): Entry {
  return {
    rank,
    position: rank,
    value,
    member: { id, name: id.toUpperCase(), department: 'Finance' },
    points: value,
    activities: 1,
    km: 1,
    minutes: 1,
    metresClimbed: 1,
    ...change,
  };
}

export function page(entries: readonly Entry[], change: Partial<RankingPage> = {}): RankingPage {
  return {
    board: 'athletes',
    period: { kind: 'week', id: '2026-W47', from: '2026-11-16', to: '2026-11-22' },
    generation: 1,
    ruleSet: '2026-11',
    version: 'v',
    asOf: '2026-11-22T10:00:00Z',
    complete: true,
    total: entries.length,
    entries,
    next: null,
    previous: null,
    ...change,
  };
}

export const KINDS = ['day', 'week', 'month', 'year', 'all'];

export const CATALOG: Catalog = {
  boards: [
    { id: 'athletes', of: 'athletes', metric: 'points', periods: KINDS, atLeast: null },
    { id: 'departments', of: 'departments', metric: 'points', periods: KINDS, atLeast: null },
    { id: 'climbers', of: 'athletes', metric: 'metres_climbed', periods: KINDS, atLeast: null },
    { id: 'ten-thousand-km', of: 'athletes', metric: 'km', periods: ['all'], atLeast: 10000 },
  ],
  periods: KINDS,
  seasons: [{ id: 'spring-2026', from: '2026-03-01', to: '2026-05-31', locked: false }],
  departments: ['Finance'],
  sports: ['Ride', 'Run'],
  generation: 1,
  ruleSet: '2026-11',
  zone: 'Europe/Warsaw',
  today: '2026-11-23',
};
