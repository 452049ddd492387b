import { type Address, DEFAULTS } from './address';
import type { Board, Catalog, Season } from './api/types';

export function boardOf(catalog: Catalog | null, id: string): Board | null {
  return catalog?.boards.find((board) => board.id === id) ?? null;
}

/** The kinds a board has, in the order of the catalogue. */
export function kindsOf(catalog: Catalog, board: Board | null): readonly string[] {
  return board === null ? catalog.periods : catalog.periods.filter((kind) => board.periods.includes(kind));
}

/**
 * The seasons a board has: those it names. Where no board names any, seasons are left unsaid, and a
 * board with every kind has all of them.
 */
export function seasonsOf(catalog: Catalog, board: Board | null): readonly Season[] {
  if (board === null) return catalog.seasons;
  const named = (each: Board): readonly Season[] => catalog.seasons.filter((season) => each.periods.includes(season.id));
  const unsaid = catalog.boards.every((each) => named(each).length === 0);
  return unsaid && catalog.periods.every((kind) => board.periods.includes(kind)) ? catalog.seasons : named(board);
}

/** The address that shows another board, in the same period where that board has it. */
export function onBoard(address: Address, catalog: Catalog, board: Board): Address {
  return { ...address, board: board.id, period: periodOn(address.period, catalog, board), member: null };
}

function periodOn(period: string, catalog: Catalog, board: Board): string {
  const kinds = kindsOf(catalog, board);
  const seasons = seasonsOf(catalog, board);
  if (kinds.includes(period) || seasons.some((season) => season.id === period)) return period;
  return kinds[0] ?? seasons[0]?.id ?? period;
}

/**
 * The board that lists athletes by the same metric, so that a department's or a sport's row can be
 * opened into its people.
 */
export function athletesBoard(catalog: Catalog, like: Board | null): Board | null {
  const candidates = catalog.boards.filter((board) => board.of === 'athletes');
  return candidates.find((board) => board.metric === like?.metric && board.atLeast === null) ?? candidates[0] ?? null;
}

/** Replaces defaults that this rule set lacks; what the address says itself stays. */
export function fitDefaults(address: Address, search: string, catalog: Catalog): Address {
  const given = new URLSearchParams(search);
  const named = given.has('board');
  const board = boardOf(catalog, address.board) ?? (named ? null : (catalog.boards[0] ?? null));
  if (board === null) return address;
  const period = given.has('period') ? address.period : periodOn(DEFAULTS.period, catalog, board);
  return { ...address, board: board.id, period };
}

/** Whether the period lies beyond today, so that nothing can be in it yet. */
export function startsLater(from: string | null, catalog: Catalog | null): boolean {
  return from !== null && catalog !== null && from > catalog.today;
}
