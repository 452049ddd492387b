import type { Board, Entry, RankingPage } from '../api/types';
import { boardOf } from '../boards';
import { decimalsFor, metricTitle, name, unitOf } from '../format';
import { keyOf } from '../member';
import type { Model } from '../model';
import { periodLabel } from '../period';
import { type Column, columnsFor } from './columns';
import { el, hidden, keyed } from './dom';
import { flip } from './flip';
import { Row } from './row';

const SKELETON_ROWS = 12;
const SKELETON_AFTER_MS = 300;

/** The ranking as a table whose rows are kept from page to page, so that they can be seen to move. */
export class RankingTable {
  readonly element: HTMLElement;
  readonly #caption = el('caption', { class: 'sr' });
  readonly #head = el('tr');
  readonly #body = el('tbody');
  readonly #rows = new WeakMap<HTMLElement, Row>();
  #columns = '';
  #page: RankingPage | null = null;
  #movements: Model['movements'] | null = null;
  #context = '';
  #skeleton = 0;

  constructor() {
    this.element = el('table', { class: 'ranking' }, this.#caption, el('thead', {}, this.#head), this.#body);
    this.#showSkeleton();
  }

  update(model: Model): void {
    const { page, trouble, address, catalog } = model;
    const board = boardOf(catalog, address.board);
    this.element.hidden = page === null ? trouble !== null : page.entries.length === 0;
    this.element.classList.toggle('stale', page !== null && trouble !== null);
    this.element.setAttribute('aria-busy', String(page === null && trouble === null));
    if (page === null) return this.#wait();
    clearTimeout(this.#skeleton);
    this.#skeleton = 0;
    this.element.classList.remove('waiting');
    this.#columnsOf(board);
    const context = JSON.stringify([{ ...address, member: null }, model.cursor, board]);
    if (page === this.#page && model.movements === this.#movements && context === this.#context) return;
    const live = context === this.#context;
    const day = address.date ?? catalog?.today ?? '';
    this.#caption.textContent = `${name(address.board)} by ${metricTitle(board?.metric ?? 'points').toLowerCase()}, ${periodLabel(address.period, day, catalog?.seasons ?? [])}`;
    const fill = (): void => this.#fill(page, board, model);
    if (live) flip(this.#body, fill);
    else fill();
    [this.#page, this.#movements, this.#context] = [page, model.movements, context];
  }

  #fill(page: RankingPage, board: Board | null, model: Model): void {
    if (this.#body.classList.contains('skeleton')) this.#body.replaceChildren();
    this.#body.classList.remove('skeleton');
    const metric = board?.metric ?? 'points';
    const decimals = decimalsFor(page.entries.map((entry) => entry.value));
    const best = page.entries[0]?.value ?? 0;
    const columns = columnsFor(metric);
    keyed(this.#body, page.entries, keyOf, () => this.#make(columns), (element, entry, index) => {
      this.#rows.get(element)?.update({
        entry,
        tied: isTied(page.entries, index),
        movement: model.movements.get(keyOf(entry)) ?? null,
        board,
        decimals,
        share: best > 0 ? entry.value / best : 0,
        unit: unitOf(metric, entry.value),
        address: model.address,
        catalog: model.catalog,
      });
    });
  }

  #make(columns: readonly Column[]): HTMLTableRowElement {
    const row = new Row(columns);
    this.#rows.set(row.element, row);
    return row.element;
  }

  #columnsOf(board: Board | null): void {
    const metric = board?.metric ?? 'points';
    const wanted = `${metric}/${board?.of ?? ''}`;
    if (wanted === this.#columns) return;
    if (this.#columns !== '') this.#body.replaceChildren();
    this.#columns = wanted;
    const member = { athletes: 'Athlete', departments: 'Department', sports: 'Sport' }[board?.of ?? 'athletes'];
    this.#head.replaceChildren(
      el('th', { scope: 'col', class: 'rank' }, el('span', { 'aria-hidden': 'true' }, '#'), hidden('Rank')),
      el('th', { scope: 'col', class: 'member' }, member),
      ...columnsFor(metric).map((column) => el('th', { scope: 'col', class: `number ${column.id}` }, column.title)),
      el('th', { scope: 'col', class: 'value' }, metricTitle(metric)),
    );
  }

  /** What was there stays a moment, dimmed, so that a quick answer does not flicker. */
  #wait(): void {
    this.#page = null;
    this.element.classList.add('waiting');
    if (this.#skeleton !== 0) return;
    this.#skeleton = window.setTimeout(() => this.#showSkeleton(), SKELETON_AFTER_MS);
  }

  #showSkeleton(): void {
    if (this.#columns === '') this.#columnsOf(null);
    this.#columns = 'skeleton';
    this.#context = '';
    this.#body.classList.add('skeleton');
    this.#body.replaceChildren(...Array.from({ length: SKELETON_ROWS }, skeletonRow));
  }
}

function skeletonRow(): HTMLElement {
  const block = (kind: string): HTMLElement => el('span', { class: `block ${kind}` });
  const row = el('tr', { 'aria-hidden': 'true' }, el('td', { class: 'rank' }, block('small')), el('td', { class: 'member' }, block('long'), block('medium')));
  for (const column of columnsFor('points')) row.append(el('td', { class: `number ${column.id}` }, block('small')));
  row.append(el('td', { class: 'value' }, block('small')));
  return row;
}

/** Position behind rank: a tie with the row above; the next row of equal rank: with the one below. */
export function isTied(entries: readonly Entry[], index: number): boolean {
  const entry = entries[index];
  return entry !== undefined && (entry.position > entry.rank || entries[index + 1]?.rank === entry.rank);
}

