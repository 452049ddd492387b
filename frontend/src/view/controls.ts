import { type Address, formatAddress, isFiltered } from '../address';
import type { Catalog } from '../api/types';
import { boardOf, kindsOf, onBoard, seasonsOf } from '../boards';
import { name } from '../format';
import type { Model } from '../model';
import { seasonName } from '../period';
import { el, keyed, nav, setAttributes, setText } from './dom';
import { icon } from './icons';

const TYPING_MS = 250;

/** Board, period kind, filters and search. */
export class Controls {
  readonly element: HTMLElement;
  readonly #boards = el('nav', { class: 'boards', 'aria-label': 'Boards' });
  readonly #kinds = el('div', { class: 'segments', role: 'group', 'aria-label': 'Length of the period' });
  readonly #season = choice('Season', 'season');
  readonly #department = choice('Department', 'department');
  readonly #sport = choice('Sport', 'sport');
  readonly #search = el('input', { type: 'search', id: 'q', placeholder: 'Search names', autocomplete: 'off', enterkeyhint: 'search', 'aria-label': 'Search names' });
  readonly #filterCount = el('span', { class: 'count' });
  readonly #toggle = el('button', { type: 'button', class: 'button filter-toggle', 'aria-expanded': 'false', 'aria-controls': 'filters' }, icon('filter'), 'Filters', this.#filterCount);
  readonly #clear = nav('#', { class: 'clear' }, 'Clear filters');
  #address: Address | null = null;
  #typing = 0;

  constructor(go: (address: Address, how?: 'push' | 'replace') => void) {
    const filters = el(
      'div',
      { class: 'filters', id: 'filters' },
      this.#department.element,
      this.#sport.element,
      el('div', { class: 'search' }, icon('search'), this.#search),
      this.#clear,
    );
    const periods = el('div', { class: 'periods' }, this.#kinds, this.#season.element, this.#toggle);
    this.element = el('section', { class: 'controls wrap', 'aria-label': 'What to show' }, this.#boards, periods, filters);
    this.#toggle.addEventListener('click', () => {
      const open = filters.classList.toggle('open');
      this.#toggle.setAttribute('aria-expanded', String(open));
    });
    this.#listen(go);
    this.#season.offer('Season…', [], null);
    this.#department.offer('All departments', [], null);
    this.#sport.offer('All sports', [], null);
  }

  #listen(go: (address: Address, how?: 'push' | 'replace') => void): void {
    const change = (of: (address: Address) => Address, how: 'push' | 'replace' = 'push'): void => {
      if (this.#address) go(of(this.#address), how);
    };
    this.#department.select.addEventListener('change', () => change((address) => ({ ...address, department: this.#department.select.value || null })));
    this.#sport.select.addEventListener('change', () => change((address) => ({ ...address, sport: this.#sport.select.value || null })));
    this.#season.select.addEventListener('change', () => {
      const season = this.#season.select.value;
      if (season) change((address) => ({ ...address, period: season }));
    });
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => change((address) => ({ ...address, q: this.#search.value.trim() || null }), 'replace'), TYPING_MS);
    });
  }

  update({ address, catalog }: Model): void {
    this.#address = address;
    if (document.activeElement !== this.#search) this.#search.value = address.q ?? '';
    const count = [address.department, address.sport, address.q].filter((value) => value !== null).length;
    setText(this.#filterCount, count === 0 ? '' : String(count));
    setAttributes(this.#clear, { href: formatAddress({ ...address, department: null, sport: null, q: null }), hidden: !isFiltered(address) });
    if (catalog) this.#offer(address, catalog);
  }

  #offer(address: Address, catalog: Catalog): void {
    const board = boardOf(catalog, address.board);
    keyed(this.#boards, catalog.boards, (each) => each.id, (each) => nav('#', {}, name(each.id)), (link, each) => {
      setAttributes(link, { href: formatAddress(onBoard(address, catalog, each)), 'aria-current': each.id === address.board ? 'page' : null });
    });
    keyed(this.#kinds, kindsOf(catalog, board), (kind) => kind, (kind) => nav('#', {}, kind === 'all' ? 'All time' : name(kind)), (link, kind) => {
      setAttributes(link, { href: formatAddress({ ...address, period: kind }), 'aria-current': kind === address.period ? 'true' : null });
    });
    const seasons = seasonsOf(catalog, board);
    const inSeason = seasons.some((season) => season.id === address.period);
    this.#season.offer('Season…', seasons.map((season) => [season.id, seasonName(season.id)]), inSeason ? address.period : null);
    this.#season.element.hidden = seasons.length === 0;
    this.#department.offer('All departments', catalog.departments.map((id) => [id, id]), address.department);
    this.#sport.offer('All sports', catalog.sports.map((id) => [id, name(id)]), address.sport);
  }
}

interface Choice {
  readonly element: HTMLElement;
  readonly select: HTMLSelectElement;
  readonly offer: (none: string, options: readonly (readonly [string, string])[], chosen: string | null) => void;
}

/** A select whose options are replaced only when they change, so that an open list stays open. */
function choice(label: string, id: string): Choice {
  const select = el('select', { id, 'aria-label': label });
  const element = el('div', { class: `choice ${id}` }, select, icon('chevron'));
  let shown = '';
  return {
    element,
    select,
    offer: (none, options, chosen) => {
      const known = chosen === null || options.some(([value]) => value === chosen);
      const all = known ? options : [...options, [chosen, chosen] as const];
      const wanted = JSON.stringify([none, all]);
      if (wanted !== shown) {
        select.replaceChildren(el('option', { value: '' }, none), ...all.map(([value, text]) => el('option', { value }, text)));
        shown = wanted;
      }
      select.value = chosen ?? '';
      element.classList.toggle('chosen', chosen !== null);
    },
  };
}
