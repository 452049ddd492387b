import { type Address, formatAddress } from '../address';
import type { Board, Catalog, Entry } from '../api/types';
import { athletesBoard, onBoard } from '../boards';
import { fixed, name, plural, signed } from '../format';
import { departmentOf, nameOf } from '../member';
import type { Movement } from '../movement';
import type { Column } from './columns';
import { el, hidden, nav, setAttributes, setText } from './dom';
import { icon } from './icons';

export interface RowContent {
  readonly entry: Entry;
  readonly tied: boolean;
  readonly movement: Movement | null;
  readonly board: Board | null;
  readonly decimals: number;
  /** Of the first row's value, 0 to 1. */
  readonly share: number;
  readonly unit: string;
  readonly address: Address;
  readonly catalog: Catalog | null;
}

/** One row; updated in place so that focus and animations survive. */
export class Row {
  readonly element: HTMLTableRowElement;
  readonly #rank = el('span', { class: 'place' });
  readonly #moved = el('span', { class: 'moved' });
  readonly #name = nav('#', { class: 'name' });
  readonly #department = nav('#', { class: 'department' });
  readonly #short = el('span', { class: 'short' });
  readonly #value = el('span', { class: 'amount' });
  readonly #unit = el('span', { class: 'unit' });
  readonly #delta = el('span', { class: 'delta' });
  readonly #bar = el('span', { class: 'bar', 'aria-hidden': 'true' }, el('span', { class: 'fill' }));
  readonly #cells: readonly { readonly column: Column; readonly cell: HTMLElement }[];

  constructor(columns: readonly Column[]) {
    this.#cells = columns.map((column) => ({ column, cell: el('td', { class: `number ${column.id}` }) }));
    this.element = el(
      'tr',
      {},
      el('td', { class: 'rank' }, this.#rank, this.#moved),
      el('th', { scope: 'row', class: 'member' }, this.#name, el('span', { class: 'under' }, this.#department, this.#short)),
      ...this.#cells.map(({ cell }) => cell),
      el('td', { class: 'value' }, el('span', { class: 'line' }, this.#value, ' ', this.#unit), this.#bar, this.#delta),
    );
  }

  update(content: RowContent): void {
    const { entry, movement } = content;
    this.#place(entry, content.tied);
    this.#who(content);
    for (const { column, cell } of this.#cells) setText(cell, column.text(entry));
    this.#amount(fixed(entry.value, content.decimals));
    setText(this.#unit, content.unit);
    (this.#bar.firstElementChild as HTMLElement).style.setProperty('--share', String(Math.max(0, Math.min(1, content.share))));
    this.#movement(movement, content.decimals);
  }

  /** The whole part carries the weight; the fraction is there so that no two ranks look alike. */
  #amount(text: string): void {
    if (this.#value.textContent === text) return;
    const [whole = '', fraction] = text.split('.');
    this.#value.replaceChildren(whole, ...(fraction === undefined ? [] : [el('span', { class: 'fraction' }, `.${fraction}`)]));
  }

  #place(entry: Entry, tied: boolean): void {
    const text = `${tied ? '=' : ''}${entry.rank}`;
    if (this.#rank.dataset['text'] === text) return;
    this.#rank.dataset['text'] = text;
    this.#rank.replaceChildren(...(tied ? [el('span', { class: 'tie', 'aria-hidden': 'true' }, '='), fixed(entry.rank, 0), hidden(' tied')] : [fixed(entry.rank, 0)]));
    this.#rank.className = entry.rank <= 3 ? `place top top${entry.rank}` : 'place';
  }

  #who({ entry, board, address, catalog }: RowContent): void {
    const { member } = entry;
    setText(this.#name, board?.of === 'sports' && member.id !== null ? name(member.id) : nameOf(member));
    setAttributes(this.#name, { href: member.id === null ? null : formatAddress(target(member.id, board, address, catalog)) });
    this.#name.classList.toggle('nameless', member.id === null);
    const department = departmentOf(member);
    setText(this.#department, department ?? '');
    setAttributes(this.#department, {
      hidden: department === null,
      href: department === null ? null : formatAddress({ ...address, department, member: null }),
      'aria-label': department === null ? null : `Only ${department}`,
    });
    setText(this.#short, `${plural(entry.activities, 'activity', 'activities')} · ${fixed(entry.km, 1)} km`);
    this.element.classList.toggle('selected', member.id !== null && address.member === member.id);
  }

  #movement(movement: Movement | null, decimals: number): void {
    const ranks = movement?.ranks ?? 0;
    const kind = kindOf(movement);
    this.element.dataset['moved'] = kind;
    const shown = `${kind}${ranks}`;
    if (this.#moved.dataset['shown'] !== shown) {
      this.#moved.dataset['shown'] = shown;
      this.#moved.replaceChildren(...arrow(kind, Math.abs(ranks)));
    }
    setText(this.#delta, movement && movement.value !== 0 ? signed(movement.value, decimals) : '');
  }
}

type Kind = 'new' | 'rise' | 'up' | 'down' | 'same' | '';

function kindOf(movement: Movement | null): Kind {
  if (movement === null) return '';
  if (movement.entered !== 'no') return movement.entered === 'board' ? 'new' : 'rise';
  if (movement.ranks === 0) return 'same';
  return movement.ranks > 0 ? 'up' : 'down';
}

function arrow(kind: Kind, ranks: number): (Node | string)[] {
  if (kind === 'rise') return [icon('up'), hidden('new on this page')];
  if (kind === 'up') return [icon('up'), hidden('up '), String(ranks)];
  if (kind === 'down') return [icon('down'), hidden('down '), String(ranks)];
  return kind === 'new' ? ['new'] : [];
}

/** An athlete opens; a department or a sport shows its people. */
function target(id: string, board: Board | null, address: Address, catalog: Catalog | null): Address {
  if (board === null || catalog === null || board.of === 'athletes') return { ...address, member: id };
  const people = athletesBoard(catalog, board);
  if (people === null) return address;
  const there = onBoard(address, catalog, people);
  return board.of === 'departments' ? { ...there, department: id, q: null } : { ...there, sport: id, q: null };
}
