import { type Address, formatAddress } from '../address';
import type { Catalog, Sums } from '../api/types';
import { athletesBoard, boardOf, onBoard } from '../boards';
import { compact, fixed, name } from '../format';
import type { Model } from '../model';
import { el, keyed, nav, setAttributes, setText } from './dom';

type Named = Sums & { readonly id: string };

/** Departments and sports of the company, as bars that set the filter. */
export class SidePanel {
  readonly element: HTMLElement;
  readonly #departments = new Bars('Departments', 'department', (id) => id);
  readonly #sports = new Bars('Sports', 'sport', name);

  constructor() {
    this.element = el('aside', { class: 'side', 'aria-label': 'Departments and sports' }, this.#departments.element, this.#sports.element);
  }

  update({ totals, address, catalog }: Model): void {
    this.#departments.update(totals?.departments ?? null, address, catalog);
    this.#sports.update(totals?.sports ?? null, address, catalog);
  }
}

class Bars {
  readonly element: HTMLElement;
  readonly #list = el('ol', { class: 'bars' });
  readonly #none = el('p', { class: 'quiet', hidden: true }, 'Nothing in this period yet.');
  readonly #filter: 'department' | 'sport';
  readonly #label: (id: string) => string;
  #shown: unknown[] = [];

  constructor(title: string, filter: 'department' | 'sport', label: (id: string) => string) {
    this.#filter = filter;
    this.#label = label;
    const heading = el('h2', { id: `by-${filter}` }, title, el('span', { class: 'quiet' }, 'points'));
    this.element = el('section', { class: 'card', 'aria-labelledby': `by-${filter}` }, heading, this.#list, this.#none);
    for (let i = 0; i < 6; i++) this.#list.append(el('li', { class: 'skeleton', 'aria-hidden': 'true' }, el('span', { class: 'block' })));
  }

  update(items: readonly Named[] | null, address: Address, catalog: Catalog | null): void {
    if (items === null || this.#isShown([items, address, catalog])) return;
    const sorted = [...items].sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
    const most = sorted[0]?.points ?? 0;
    this.#none.hidden = sorted.length > 0;
    keyed(this.#list, sorted, (item) => item.id, make, (element, item) => {
      const [link] = element.children as unknown as [HTMLAnchorElement];
      const [label, value, bar] = link.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
      const chosen = address[this.#filter] === item.id;
      setAttributes(link, {
        href: formatAddress(this.#target(item.id, chosen, address, catalog)),
        'aria-current': chosen ? 'true' : null,
        title: `${fixed(item.points, 1)} points, ${fixed(item.km, 1)} km, ${fixed(item.activities, 0)} activities`,
      });
      setText(label, this.#label(item.id));
      setText(value, compact(Math.round(item.points)));
      (bar.firstElementChild as HTMLElement).style.setProperty('--share', String(most > 0 ? item.points / most : 0));
    });
  }

  /** Choosing sets the filter, choosing again clears it; a board of departments or sports gives way to its people. */
  #target(id: string, chosen: boolean, address: Address, catalog: Catalog | null): Address {
    const board = boardOf(catalog, address.board);
    const people = catalog && board && board.of !== 'athletes' ? athletesBoard(catalog, board) : null;
    const there = catalog && people ? onBoard(address, catalog, people) : address;
    return { ...there, [this.#filter]: chosen ? null : id, member: null };
  }

  #isShown(inputs: unknown[]): boolean {
    const same = inputs.every((input, index) => input === this.#shown[index]);
    this.#shown = inputs;
    return same;
  }
}

function make(): HTMLElement {
  const bar = el('span', { class: 'bar' }, el('span', { class: 'fill' }));
  return el('li', {}, nav('#', {}, el('span', { class: 'label' }), el('span', { class: 'amount' }), bar));
}
