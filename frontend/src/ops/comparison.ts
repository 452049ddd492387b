import { el, labelled } from '../view/dom';
import { type Board, GENERATIONS, type OpsClient, type Preview } from './api';
import { previewView } from './preview';

const ROWS = '20';

/** A generation against the active one, with the choice of board and period. */
export interface Comparison {
  readonly element: HTMLElement;
  /** Compares as is chosen; nothing is shown if that is refused. */
  draw(): Promise<void>;
}

/**
 * The comparison of a generation.
 *
 * @param attempt runs what may be refused, and says so
 */
export function comparisonOf(client: OpsClient, id: number, attempt: (run: () => Promise<void>) => void): Comparison {
  const board = el('select', { id: 'board' });
  const period = el('select', { id: 'period' });
  const place = el('div', {});
  let boards: readonly Board[] = [];
  let asked = 0;

  /** A period that the board has not gives way to its first. */
  const offerPeriods = (wanted: string): void => {
    const periods = boards.find((one) => one.id === board.value)?.periods ?? [];
    period.replaceChildren(...periods.map((one) => el('option', { value: one, selected: one === wanted }, one)));
  };

  /** The first answer says what there is to choose from. */
  const offer = (found: Preview): void => {
    boards = found.boards;
    board.replaceChildren(...boards.map((one) => el('option', { value: one.id, selected: one.id === found.board }, one.id)));
    offerPeriods(found.period.kind === 'season' ? found.period.id : found.period.kind);
  };

  const words = (): URLSearchParams => new URLSearchParams({ limit: ROWS, ...(board.value === '' ? {} : { board: board.value, period: period.value }) });

  const draw = async (): Promise<void> => {
    const mine = ++asked;
    place.replaceChildren(el('p', { class: 'quiet' }, 'Comparing…'));
    const query = words();
    let found: Preview;
    try {
      found = await client.get<Preview>(`${GENERATIONS}/${id}/preview?${query}`);
    } catch (refused) {
      if (mine === asked) place.replaceChildren();
      throw refused;
    }
    if (mine !== asked) return;
    if (boards.length === 0) offer(found);
    const more = (cursor: string): Promise<Preview> => client.get<Preview>(`${GENERATIONS}/${id}/preview?${query}&cursor=${encodeURIComponent(cursor)}`);
    place.replaceChildren(previewView(found, (cursor, take) => attempt(async () => take(await more(cursor)))));
  };

  board.addEventListener('change', () => {
    offerPeriods(period.value);
    attempt(draw);
  });
  period.addEventListener('change', () => attempt(draw));
  const choices = el('div', { class: 'starter' }, labelled('Board', board), labelled('Period', period));
  return { element: el('div', {}, choices, place), draw };
}
