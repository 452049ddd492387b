import { formatAddress } from '../address';
import type { Sums } from '../api/types';
import { compact, duration, fixed } from '../format';
import type { Model } from '../model';
import { periodLabel, spanOf, step } from '../period';
import { el, nav, setAttributes, setText } from './dom';
import { icon } from './icons';

const TYPING_MS = 600;

/** Brand, title, the period with its stepping, and the company's figures. */
export class Masthead {
  readonly element: HTMLElement;
  readonly #connect = nav('#', { class: 'button ghost connect', hidden: true }, el('span', {}, 'Connect', el('span', { class: 'more' }, ' your account')));
  readonly #stepper: Stepper;
  readonly #figures = new Map<string, HTMLElement>();

  constructor(onDate: (date: string | null) => void) {
    this.#stepper = new Stepper(onDate);
    this.#connect.removeAttribute('data-nav');
    const brand = nav('/', { class: 'brand' }, icon('lake'), 'Stridelake');
    this.element = el(
      'header',
      { class: 'masthead' },
      el(
        'div',
        { class: 'wrap' },
        el('div', { class: 'brandline' }, brand, this.#connect),
        el('div', { class: 'headline' }, el('h1', {}, 'Company ranking'), this.#stepper.element),
        this.#summary(),
      ),
    );
  }

  update(model: Model): void {
    const url = safeUrl(model.catalog?.connectUrl);
    setAttributes(this.#connect, { href: url ?? '#', hidden: url === null });
    this.#stepper.update(model);
    this.#show(model.totals?.company ?? null);
  }

  #summary(): HTMLElement {
    const figures: [string, string][] = [
      ['points', 'Points'],
      ['km', 'Kilometres'],
      ['minutes', 'Time moving'],
      ['activities', 'Activities'],
      ['athletes', 'Athletes'],
    ];
    const list = el('dl', { class: 'figures', 'aria-label': 'The whole company in this period' });
    for (const [id, label] of figures) {
      const value = el('dd', {}, '–');
      this.#figures.set(id, value);
      list.append(el('div', { class: `figure ${id}` }, el('dt', {}, label), value));
    }
    return list;
  }

  #show(sums: Sums | null): void {
    const set = (id: string, text: string | null, exact = ''): void => {
      const element = this.#figures.get(id);
      if (!element) return;
      setText(element, text ?? '–');
      setAttributes(element, { title: exact || null });
    };
    set('points', sums && compact(Math.round(sums.points)), sums ? fixed(sums.points, 3) : '');
    set('km', sums && compact(Math.round(sums.km)), sums ? fixed(sums.km, 2) : '');
    set('minutes', sums && `${compact(Math.round(sums.minutes / 60))} h`, sums ? duration(sums.minutes) : '');
    set('activities', sums && compact(sums.activities));
    set('athletes', sums?.athletes === undefined ? null : compact(sums.athletes));
  }
}

/** Previous, the period in words with a date picker behind it, next, and back to today. */
class Stepper {
  readonly element: HTMLElement;
  readonly #previous = nav('#', { class: 'step', 'aria-label': 'Previous period' }, icon('left'));
  readonly #next = nav('#', { class: 'step', 'aria-label': 'Next period' }, icon('right'));
  readonly #label = el('span', { class: 'period-label', 'aria-live': 'polite' });
  readonly #input = el('input', { type: 'date', 'aria-label': 'Any day of the period' });
  readonly #picker: HTMLElement;
  readonly #today = nav('#', { class: 'button ghost today' }, 'Today');
  #typing = 0;

  constructor(onDate: (date: string | null) => void) {
    this.#picker = el('div', { class: 'datebox' }, icon('calendar'), this.#label, this.#input);
    this.element = el('div', { class: 'stepper', role: 'group', 'aria-label': 'Period' }, this.#previous, this.#picker, this.#next, this.#today);
    const take = (): void => {
      clearTimeout(this.#typing);
      this.#typing = 0;
      if (this.#input.validity.valid) onDate(this.#input.value || null);
    };
    // Typed digits change the date one by one; the year 2, the year 20 and the year 202 are on the way.
    this.#input.addEventListener('change', () => {
      clearTimeout(this.#typing);
      this.#typing = window.setTimeout(take, TYPING_MS);
    });
    this.#input.addEventListener('blur', () => this.#typing !== 0 && take());
  }

  update({ address, catalog, page }: Model): void {
    const { period, date } = address;
    const today = catalog?.today ?? '';
    const day = date ?? today;
    const dated = spanOf(period, day || '2026-01-01') !== null;
    this.element.classList.toggle('undated', !dated);
    setText(this.#label, day === '' ? '…' : periodLabel(period, day, catalog?.seasons ?? []));
    if (page?.period.locked && page.period.id === period) setText(this.#label, `${this.#label.textContent} · final`);
    setAttributes(this.#input, { hidden: !dated, max: today || null });
    if (document.activeElement !== this.#input) this.#input.value = day;
    this.#aim(this.#previous, dated && today !== '' ? step(period, day, -1, today) : undefined, address);
    this.#aim(this.#next, dated && today !== '' ? step(period, day, 1, today) : undefined, address);
    setAttributes(this.#today, { href: formatAddress({ ...address, date: null }), hidden: !dated || date === null });
  }

  #aim(link: HTMLAnchorElement, target: string | null | undefined, address: Model['address']): void {
    const off = target === undefined;
    setAttributes(link, { href: off ? null : formatAddress({ ...address, date: target }), 'aria-disabled': off ? 'true' : null, role: off ? 'link' : null });
  }
}

/** Only web addresses become links, whatever the server was configured with. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

