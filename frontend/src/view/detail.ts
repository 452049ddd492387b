import type { Entry } from '../api/types';
import { boardOf } from '../boards';
import { decimalsFor, duration, fixed, metricTitle, name, unitOf } from '../format';
import { departmentOf, nameOf } from '../member';
import type { Model } from '../model';
import { periodLabel } from '../period';
import { el } from './dom';
import { icon } from './icons';

/** The open member: rank, percentile and numbers, in a dialog that the address opens and closes. */
export class DetailDialog {
  readonly element: HTMLDialogElement;
  readonly #content = el('div', { class: 'detail-content' });
  #shown: unknown[] = [];

  constructor(onClose: () => void) {
    const close = el('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close' }, icon('close'));
    close.addEventListener('click', () => this.element.close());
    this.element = el('dialog', { class: 'detail', 'aria-labelledby': 'detail-name' }, close, this.#content);
    this.element.addEventListener('close', onClose);
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  update(model: Model): void {
    const { detail } = model;
    if (detail === null) {
      if (this.element.open) this.element.close();
      return;
    }
    const inputs = [detail, model.catalog, model.address];
    if (inputs.some((input, index) => input !== this.#shown[index])) this.#content.replaceChildren(...contentOf(model));
    this.#shown = inputs;
    if (!this.element.open) this.element.showModal();
  }
}

function contentOf(model: Model): HTMLElement[] {
  const { detail, address, catalog, page } = model;
  const answer = detail?.answer ?? null;
  const entry = answer?.entry ?? page?.entries.find((each) => each.member.id === detail?.id) ?? null;
  const where = `${name(address.board)} · ${periodLabel(address.period, address.date ?? catalog?.today ?? '', catalog?.seasons ?? [])}`;
  const head = (title: string, under: string | null): HTMLElement =>
    el('header', {}, el('p', { class: 'quiet' }, where), el('h2', { id: 'detail-name' }, title), under !== null && el('p', {}, under));
  if (detail?.trouble?.kind === 'not-found') return [head('Nobody is known by this link', null), el('p', {}, 'The athlete may have left, or the link is mistyped.')];
  if (detail?.trouble?.kind === 'bad-address') return [head('This cannot be shown', null), el('p', {}, detail.trouble.detail)];
  if (answer !== null && answer.entry === null) {
    return [head('Not on this board', null), el('p', {}, 'There are no counted activities of this athlete in this period, with these filters.')];
  }
  if (entry === null) return [head(detail?.trouble ? 'Cannot be read at the moment' : 'Loading…', null)];
  const stale = detail?.trouble ? [el('p', { class: 'quiet' }, 'The last known numbers; newer ones cannot be read at the moment.')] : [];
  return [head(nameOf(entry.member), departmentOf(entry.member)), ...numbers(entry, answer?.entry?.percentile ?? null, answer?.total ?? page?.total ?? null, model), ...stale];
}

function numbers(entry: Entry, percentile: number | null, total: number | null, model: Model): HTMLElement[] {
  const metric = boardOf(model.catalog, model.address.board)?.metric ?? 'points';
  const hero = el(
    'div',
    { class: 'hero' },
    figure('Rank', fixed(entry.rank, 0), total === null ? '' : `of ${fixed(total, 0)}`),
    figure(metricTitle(metric), fixed(entry.value, decimalsFor([entry.value])), metric === 'activities' ? '' : unitOf(metric, entry.value)),
  );
  const rest = el(
    'dl',
    { class: 'facts' },
    ...(metric === 'points' ? [] : fact('Points', fixed(entry.points, decimalsFor([entry.points])))),
    ...fact('Activities', fixed(entry.activities, 0)),
    ...fact('Distance', `${fixed(entry.km, 2)} km`),
    ...fact('Time moving', duration(entry.minutes)),
    ...fact('Climbed', `${fixed(entry.metresClimbed, 0)} m`),
  );
  return percentile === null ? [hero, rest] : [hero, ahead(percentile), rest];
}

function ahead(percentile: number): HTMLElement {
  const fill = el('span', { class: 'fill' });
  fill.style.setProperty('--share', String(percentile / 100));
  return el('div', { class: 'ahead' }, el('p', {}, `Ahead of ${fixed(percentile, 1)} % of this board`), el('span', { class: 'bar', 'aria-hidden': 'true' }, fill));
}

function figure(label: string, value: string, unit: string): HTMLElement {
  return el('div', {}, el('span', { class: 'quiet' }, label), el('strong', {}, value), el('span', { class: 'quiet' }, unit));
}

function fact(label: string, value: string): HTMLElement[] {
  return [el('dt', {}, label), el('dd', {}, value)];
}
