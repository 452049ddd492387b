import type { Address } from './address';
import type { Catalog, MemberAnswer, RankingPage, Totals } from './api/types';
import type { Movements } from './movement';
import type { PollState } from './poll';

/** Why there is no fresh answer. */
export type Trouble =
  /** The address asks for something impossible; asking again does not help. */
  | { readonly kind: 'bad-address'; readonly detail: string; readonly parameter: string | null }
  | { readonly kind: 'not-found'; readonly detail: string }
  /** Passing: the service restores, Kafka is away, or too many ask. */
  | { readonly kind: 'unavailable'; readonly code: string; readonly status: number }
  | { readonly kind: 'unreachable' };

export type Note = 'stale-cursor' | 'newer' | 'recalculated';

export interface Detail {
  readonly id: string;
  /** The last known answer; null while it is loading or when there never was one. */
  readonly answer: MemberAnswer | null;
  readonly trouble: Trouble | null;
}

/** Everything the page shows; the views are functions of it. */
export interface Model {
  readonly address: Address;
  /** Place in the ranking; null is its beginning. */
  readonly cursor: string | null;
  readonly catalog: Catalog | null;
  /** The last known page of exactly this address and place; null: none yet. */
  readonly page: RankingPage | null;
  /** Copies answered for parts of the system that could not: the page may be somewhat behind. */
  readonly behind: boolean;
  readonly trouble: Trouble | null;
  readonly movements: Movements;
  /** Last known totals of this period. */
  readonly totals: Totals | null;
  readonly detail: Detail | null;
  readonly note: Note | null;
  /** The rules can be read at this address; null: not offered. */
  readonly rulesPath: string | null;
  readonly poll: PollState;
  /** What a screen reader is told about the last change. */
  readonly announcement: string;
}

/** True when what is shown may be out of date. */
export function isStale(model: Model): boolean {
  return model.page !== null && model.trouble !== null;
}

export function isLoading(model: Model): boolean {
  return model.page === null && model.trouble === null;
}
