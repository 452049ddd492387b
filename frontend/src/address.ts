/**
 * What the page shows, as its address says it. Values are taken as they are: the server decides
 * what is valid and names the parameter that is not.
 *
 * The place inside a ranking (a cursor) is not part of it: a cursor lives for minutes, a link for years.
 */
export interface Address {
  readonly board: string;
  /** A period kind or a season's id. */
  readonly period: string;
  /** Any day of the period; null follows today. */
  readonly date: string | null;
  readonly department: string | null;
  readonly sport: string | null;
  readonly q: string | null;
  /** The member whose details are open. */
  readonly member: string | null;
}

export const DEFAULTS: Address = {
  board: 'athletes',
  period: 'month',
  date: null,
  department: null,
  sport: null,
  q: null,
  member: null,
};

const NAMES = ['board', 'period', 'date', 'department', 'sport', 'q', 'member'] as const;

export type Parameter = (typeof NAMES)[number];

/** Reads a query string; absent and empty parameters take their default, unknown ones are ignored. */
export function parseAddress(search: string): Address {
  const given = new URLSearchParams(search);
  const value = (name: Parameter): string | null => given.get(name)?.trim() || null;
  return {
    board: value('board') ?? DEFAULTS.board,
    period: value('period') ?? DEFAULTS.period,
    date: value('date'),
    department: value('department'),
    sport: value('sport'),
    q: value('q'),
    member: value('member'),
  };
}

/** The query string of an address, in one fixed order, so that equal views have equal links. */
export function formatAddress(address: Address): string {
  const search = new URLSearchParams();
  for (const name of NAMES) {
    const value = address[name];
    if (value !== null && value !== '') search.set(name, value);
  }
  return `?${search.toString()}`;
}

/** True when both show the same ranking, whoever's details are open. */
export function sameRanking(a: Address, b: Address): boolean {
  return NAMES.every((name) => name === 'member' || a[name] === b[name]);
}

/** The address with one parameter back at its default. */
export function without(address: Address, name: Parameter): Address {
  return { ...address, [name]: DEFAULTS[name] };
}

export function isParameter(name: string | null): name is Parameter {
  return NAMES.some((known) => known === name);
}

/** True when anything narrows the ranking. */
export function isFiltered(address: Address): boolean {
  return address.department !== null || address.sport !== null || address.q !== null;
}
