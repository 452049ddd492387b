import { moment } from '../format';
import type { Model } from '../model';
import { el, setAttributes, setText } from './dom';

/** Where the numbers come from. */
export class Footer {
  readonly element: HTMLElement;
  readonly #facts = el('p', { class: 'quiet' });
  readonly #rules = el('a', { href: '#', hidden: true }, 'How points are counted');

  constructor() {
    this.element = el(
      'footer',
      { class: 'footer' },
      el(
        'div',
        { class: 'wrap' },
        el('p', {}, 'Activities come from Strava, from athletes who connected their account and agreed to take part. Whoever disconnects there is no longer read.'),
        el('p', {}, this.#rules),
        this.#facts,
      ),
    );
  }

  update({ page, catalog, rulesPath }: Model, now: number): void {
    const source = page ?? catalog;
    const facts = source === null ? [] : [`Rule set ${source.ruleSet}`, `generation ${source.generation}`];
    if (page?.asOf) facts.push(`as of ${moment(page.asOf, now)}`);
    if (catalog) facts.push(`days in ${catalog.zone}`);
    setText(this.#facts, facts.join(' · '));
    setAttributes(this.#rules, { href: rulesPath ?? '#', hidden: rulesPath === null });
  }
}
