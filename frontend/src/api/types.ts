/** The JSON of `/api/v1`, as the public contract words it. Nothing here is computed by the page. */

export type Metric =
  | 'points'
  | 'km'
  | 'minutes'
  | 'metres_climbed'
  | 'activities'
  | 'active_days'
  | 'longest_streak';

export type Ranked = 'athletes' | 'departments' | 'sports';

export interface Board {
  readonly id: string;
  readonly of: Ranked;
  readonly metric: Metric;
  /** Period kinds, and possibly ids of seasons. */
  readonly periods: readonly string[];
  /** The value from which one is on the board; null: everybody with a counted activity. */
  readonly atLeast: number | null;
}

export interface Season {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly locked?: boolean;
}

/** `GET /rankings`. */
export interface Catalog {
  readonly boards: readonly Board[];
  readonly periods: readonly string[];
  readonly seasons: readonly Season[];
  readonly departments: readonly string[];
  readonly sports: readonly string[];
  readonly generation: number;
  readonly ruleSet: string;
  readonly zone: string;
  /** `YYYY-MM-DD` in the rule set's zone. */
  readonly today: string;
  /** Where an athlete connects an account; absent: unknown. */
  readonly connectUrl?: string | null;
}

export interface PeriodRef {
  readonly kind: string;
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly locked?: boolean;
}

export interface NamedMember {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
}

/** Somebody who keeps a place in a locked season and is hidden since. */
export interface HiddenMember {
  readonly id: null;
  readonly hidden: true;
}

export type Member = NamedMember | HiddenMember;

export interface Entry {
  /** Equal values share a rank. */
  readonly rank: number;
  /** 1-based place in the order, unique. */
  readonly position: number;
  /** In the board's metric. */
  readonly value: number;
  readonly member: Member;
  readonly points: number;
  readonly activities: number;
  readonly km: number;
  readonly minutes: number;
  readonly metresClimbed: number;
}

interface RankingAnswer {
  readonly board: string;
  readonly period: PeriodRef;
  readonly generation: number;
  readonly ruleSet: string;
  readonly version: string;
  /** Record time of the newest record applied; null when there is none. */
  readonly asOf: string | null;
  /** False: some partitions are missing from the answer. */
  readonly complete: boolean;
  readonly total: number;
}

/** `GET /rankings/{board}`. */
export interface RankingPage extends RankingAnswer {
  readonly entries: readonly Entry[];
  readonly next: string | null;
  readonly previous: string | null;
}

/** `GET /rankings/{board}/members/{id}`. */
export interface MemberAnswer extends RankingAnswer {
  /** Null: the member exists but is not on this board. */
  readonly entry: (Entry & { readonly percentile?: number | null }) | null;
}

export interface Sums {
  readonly points: number;
  readonly km: number;
  readonly minutes: number;
  readonly activities: number;
  readonly athletes?: number;
}

/** `GET /totals`. */
export interface Totals {
  readonly period: PeriodRef;
  readonly generation: number;
  readonly company: Sums;
  readonly departments: readonly (Sums & { readonly id: string })[];
  readonly sports: readonly (Sums & { readonly id: string })[];
}

/** An `application/problem+json` body; every field may be missing when something else answered. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly parameter?: string;
}
