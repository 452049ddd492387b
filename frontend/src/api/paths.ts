import type { Address } from '../address';

const ROOT = '/api/v1';

export const CATALOG = `${ROOT}/rankings`;
export const RULES = `${ROOT}/rules`;

/** One page of a board; without a cursor the first. */
export function rankingPath(address: Address, cursor: string | null): string {
  return `${ROOT}/rankings/${encodeURIComponent(address.board)}${query({ ...filters(address), cursor })}`;
}

export function memberPath(address: Address, member: string): string {
  const board = encodeURIComponent(address.board);
  return `${ROOT}/rankings/${board}/members/${encodeURIComponent(member)}${query(filters(address))}`;
}

export function totalsPath(address: Address): string {
  return `${ROOT}/totals${query({ period: address.period, date: address.date })}`;
}

function filters(address: Address): Record<string, string | null> {
  const { period, date, sport, department, q } = address;
  return { period, date, sport, department, q };
}

function query(parameters: Record<string, string | null>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
