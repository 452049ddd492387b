import type { Entry, RankingPage } from './api/types';
import { keyOf, nameOf } from './member';

/** How a row changed since the reader last saw it. */
export interface Movement {
  /** Ranks gained; negative: lost. */
  readonly ranks: number;
  /** Change of the board's value. */
  readonly value: number;
  /** Where the row is new: nowhere, on this page (from further down), or on the board. */
  readonly entered: 'no' | 'page' | 'board';
  /** When to stop showing it, epoch milliseconds. */
  readonly until: number;
}

export type Movements = ReadonlyMap<string, Movement>;

/** Long enough to find the row again after looking up. */
export const SHOWN_MS = 14_000;

/**
 * Only pages of the same ranking under the same rules compare: another generation moves everybody,
 * which is no news about anyone.
 */
export function comparable(before: RankingPage, after: RankingPage): boolean {
  return before.board === after.board && before.period.id === after.period.id && before.generation === after.generation;
}

/**
 * What moved from one shown page to the next, added to what is still on display, so that two quick
 * changes read as one.
 */
export function movements(before: RankingPage, after: RankingPage, shown: Movements, now: number): Movements {
  const current = unexpired(shown, now);
  if (!comparable(before, after)) return new Map();
  const old = new Map(before.entries.map((entry) => [keyOf(entry), entry]));
  const entrance = before.next === null ? 'board' : 'page';
  const moved = new Map<string, Movement>();
  for (const entry of after.entries) {
    // Whoever is hidden keeps a place that never changes: a row without a name is no newcomer.
    if (entry.member.id === null) continue;
    const id = keyOf(entry);
    const movement = combine(current.get(id), change(old.get(id), entry, entrance, now));
    if (movement) moved.set(id, movement);
  }
  return moved;
}

export function unexpired(shown: Movements, now: number): Movements {
  return new Map([...shown].filter(([, movement]) => movement.until > now));
}

function change(before: Entry | undefined, after: Entry, entrance: 'page' | 'board', now: number): Movement | undefined {
  const until = now + SHOWN_MS;
  if (!before) return { ranks: 0, value: 0, entered: entrance, until };
  const ranks = before.rank - after.rank;
  const value = rounded(after.value - before.value);
  return ranks === 0 && value === 0 ? undefined : { ranks, value, entered: 'no', until };
}

function combine(earlier: Movement | undefined, later: Movement | undefined): Movement | undefined {
  if (!earlier || !later) return later ?? earlier;
  const sum = {
    ranks: earlier.ranks + later.ranks,
    value: rounded(earlier.value + later.value),
    entered: later.entered === 'no' ? earlier.entered : later.entered,
    until: later.until,
  };
  return sum.ranks === 0 && sum.value === 0 && sum.entered === 'no' ? undefined : sum;
}

/** Values have at most three decimals; their binary difference has noise behind them. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

const NAMED = 3;

/**
 * What happened between two pages in a sentence for screen readers, the highest places first; empty
 * when nothing did.
 */
export function summary(before: RankingPage, after: RankingPage, unit: string): string {
  const moved = movements(before, after, new Map(), 0);
  const entries = after.entries.filter((entry) => moved.has(keyOf(entry)));
  const active = entries.filter((entry) => isOwn(moved.get(keyOf(entry))));
  const named = (active.length > 0 ? active : entries).slice(0, NAMED);
  const sentences = named.map((entry) => sentence(entry, moved.get(keyOf(entry)), unit));
  const others = entries.length - named.length;
  if (others > 0) sentences.push(`${others} more ${others === 1 ? 'row' : 'rows'} changed`);
  return sentences.length === 0 ? '' : `${sentences.join('. ')}.`;
}

/** Moved by an own activity, not only pushed by another's. */
function isOwn(movement: Movement | undefined): boolean {
  return movement !== undefined && (movement.value !== 0 || movement.entered !== 'no');
}

function sentence(entry: Entry, movement: Movement | undefined, unit: string): string {
  const parts: string[] = [];
  if (movement && movement.entered !== 'no') parts.push(`enters at rank ${entry.rank}`);
  else if (movement && movement.ranks > 0) parts.push(`up ${movement.ranks} to rank ${entry.rank}`);
  else if (movement && movement.ranks < 0) parts.push(`down ${-movement.ranks} to rank ${entry.rank}`);
  else parts.push(`stays at rank ${entry.rank}`);
  if (movement && movement.value !== 0) {
    parts.push(`${movement.value > 0 ? 'plus' : 'minus'} ${Math.abs(movement.value)} ${unit}`);
  }
  return `${nameOf(entry.member)} ${parts.join(', ')}`;
}
