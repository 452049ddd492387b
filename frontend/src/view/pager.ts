import { fixed } from '../format';
import type { Model } from '../model';
import { el, setText } from './dom';
import { icon } from './icons';

/** Previous and next part of the ranking; hidden when there is only one. */
export class Pager {
  readonly element: HTMLElement;
  readonly #previous = el('button', { type: 'button', class: 'button ghost' }, icon('left'), 'Previous');
  readonly #next = el('button', { type: 'button', class: 'button ghost' }, 'Next', icon('right'));
  readonly #where = el('span', { class: 'quiet' });
  #page: Model['page'] = null;

  constructor(turn: (cursor: string) => void) {
    this.element = el('nav', { class: 'pager', 'aria-label': 'Parts of the ranking', hidden: true }, this.#previous, this.#where, this.#next);
    this.#previous.addEventListener('click', () => this.#page?.previous && turn(this.#page.previous));
    this.#next.addEventListener('click', () => this.#page?.next && turn(this.#page.next));
  }

  update({ page }: Model): void {
    this.#page = page;
    this.element.hidden = page === null || (page.next === null && page.previous === null);
    if (page === null) return;
    this.#previous.disabled = page.previous === null;
    this.#next.disabled = page.next === null;
    setText(this.#where, placesLabel(page));
  }
}

/** "51 – 100 of 412"; empty for a page without rows. */
export function placesLabel(page: NonNullable<Model['page']>): string {
  const first = page.entries[0]?.position;
  const last = page.entries.at(-1)?.position;
  if (first === undefined || last === undefined) return '';
  return `${fixed(first, 0)} – ${fixed(last, 0)} of ${fixed(page.total, 0)}`;
}
