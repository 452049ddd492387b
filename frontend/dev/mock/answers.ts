import type { Board, Catalog, Entry, PeriodRef, RankingPage, Season, Sums, Totals } from '../../src/api/types.ts';
import { keyOf } from '../../src/member.ts';
import { isoWeek, spanOf } from '../../src/period.ts';
import { type Activity, type Company, DEPARTMENTS, SPORT_IDS } from './company.ts';

const KINDS = ['day', 'week', 'month', 'year', 'all'];
const SEASONS: readonly Season[] = [
  { id: 'spring-2026', from: '2026-03-01', to: '2026-05-31', locked: true },
  { id: 'autumn-2026', from: '2026-09-01', to: '2026-11-30', locked: false },
];
const BOARDS: readonly Board[] = [
  { id: 'athletes', of: 'athletes', metric: 'points', periods: KINDS, atLeast: null },
  { id: 'departments', of: 'departments', metric: 'points', periods: KINDS, atLeast: null },
  { id: 'sports', of: 'sports', metric: 'points', periods: KINDS, atLeast: null },
  { id: 'climbers', of: 'athletes', metric: 'metres_climbed', periods: KINDS, atLeast: null },
  { id: 'ten-thousand-km', of: 'athletes', metric: 'km', periods: ['all'], atLeast: 10000 },
];

/** A refusal with its status and problem type. */
export class Refused extends Error {
  constructor(readonly status: number, readonly code: string, detail: string, readonly parameter?: string) {
    super(detail);
  }
}

export interface Query {
  readonly board: string;
  readonly period: string;
  readonly date: string | null;
  readonly department: string | null;
  readonly sport: string | null;
  readonly q: string | null;
}

export function catalog(company: Company, generation: number): Catalog {
  return {
    boards: BOARDS,
    periods: KINDS,
    seasons: SEASONS,
    departments: DEPARTMENTS,
    sports: SPORT_IDS,
    generation,
    ruleSet: '2026-11',
    zone: 'Europe/Warsaw',
    today: company.today,
    connectUrl: 'http://127.0.0.1:8081/connect/strava',
  };
}

/** All rows of a board, in order. */
export function ranked(company: Company, query: Query, generation: number): Omit<RankingPage, 'next' | 'previous'> {
  const board = BOARDS.find((each) => each.id === query.board);
  if (!board) throw new Refused(404, 'not-found', `There is no board "${query.board}".`);
  const period = resolve(company, query.period, query.date);
  if (KINDS.includes(period.kind) && !board.periods.includes(period.kind)) {
    throw new Refused(400, 'bad-parameter', `period: the board "${board.id}" has ${board.periods.join(', ')}.`, 'period');
  }
  const entries = order(rows(company, board, period, query), board);
  return {
    board: board.id,
    period,
    generation,
    ruleSet: '2026-11',
    version: `${generation}.${company.revision}`,
    asOf: new Date(company.changedAt).toISOString(),
    complete: true,
    total: entries.length,
    entries,
  };
}

export function totals(company: Company, kind: string, date: string | null, generation: number): Totals {
  const period = resolve(company, kind, date);
  const inside = company.activities.filter((activity) => within(activity, period));
  const by = (ids: readonly string[], of: (activity: Activity) => string | null): (Sums & { id: string })[] =>
    ids.map((id) => ({ id, ...sum(inside.filter((activity) => of(activity) === id)) })).filter((each) => each.activities > 0);
  return {
    period,
    generation,
    company: sum(inside),
    departments: by(DEPARTMENTS, (activity) => company.athletes[activity.athlete]?.department ?? null),
    sports: by(SPORT_IDS, (activity) => activity.sport),
  };
}

function resolve(company: Company, kind: string, date: string | null): PeriodRef {
  const season = SEASONS.find((each) => each.id === kind);
  if (season) return { kind: 'season', id: season.id, from: season.from, to: season.to, locked: season.locked === true };
  if (!KINDS.includes(kind)) {
    throw new Refused(400, 'bad-parameter', `period: must be day, week, month, year, all or a season's id, not "${kind}".`, 'period');
  }
  if (kind === 'all') return { kind, id: 'all', from: null, to: null };
  const day = date ?? company.today;
  const span = spanOf(kind, day);
  if (!span) throw new Refused(400, 'bad-parameter', `date: must be a day as YYYY-MM-DD, not "${day}".`, 'date');
  const week = isoWeek(day);
  const ids: Record<string, string> = {
    day,
    week: `${week?.year}-W${String(week?.week).padStart(2, '0')}`,
    month: day.slice(0, 7),
    year: day.slice(0, 4),
  };
  return { kind, id: ids[kind] ?? day, ...span };
}

function within(activity: Activity, period: PeriodRef): boolean {
  return period.from === null || period.to === null || (activity.day >= period.from && activity.day <= period.to);
}

function rows(company: Company, board: Board, period: PeriodRef, query: Query): Entry[] {
  const groups = new Map<string, { member: Entry['member']; activities: Activity[] }>();
  for (const activity of company.activities) {
    const athlete = company.athletes[activity.athlete];
    if (!athlete || !within(activity, period)) continue;
    if (query.sport && activity.sport !== query.sport) continue;
    if (query.department && athlete.department !== query.department) continue;
    const group = { athletes: athlete.id, departments: athlete.department, sports: activity.sport }[board.of];
    if (group === null) continue;
    const member = board.of === 'athletes' ? athlete : { id: group, name: group, department: null };
    if (query.q && !member.name.toLowerCase().includes(query.q.toLowerCase())) continue;
    const known = groups.get(group);
    if (known) known.activities.push(activity);
    else groups.set(group, { member, activities: [activity] });
  }
  return [...groups.values()].map(({ member, activities }) => {
    const { points, km, minutes } = sum(activities);
    const metresClimbed = activities.reduce((total, activity) => total + activity.climbed, 0);
    const value = board.metric === 'metres_climbed' ? metresClimbed : board.metric === 'km' ? km : points;
    return { rank: 0, position: 0, value, member, points, activities: activities.length, km, minutes, metresClimbed };
  });
}

function order(rows: Entry[], board: Board): Entry[] {
  rows.sort((a, b) => b.value - a.value || (keyOf(a) < keyOf(b) ? -1 : 1));
  let rank = 0;
  const least = board.atLeast === null ? 0 : board.atLeast / 10;
  return rows
    .filter((row) => row.value >= least)
    .map((row, i, all) => {
      if (i === 0 || all[i - 1]?.value !== row.value) rank = i + 1;
      return { ...row, rank, position: i + 1 };
    });
}

function sum(activities: readonly Activity[]): Required<Sums> {
  const add = (of: (activity: Activity) => number): number => activities.reduce((total, each) => total + of(each), 0);
  return {
    points: round(add((each) => each.points), 3),
    km: round(add((each) => each.km), 2),
    minutes: add((each) => each.minutes),
    activities: activities.length,
    athletes: new Set(activities.map((each) => each.athlete)).size,
  };
}

function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
