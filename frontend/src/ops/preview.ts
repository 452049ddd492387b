import { el } from '../view/dom';
import type { Change, Named, Preview, Row } from './api';
import { slopeChart, words } from './slope';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** `12.5 → 14`. */
function change(before: number | null, after: number | null): string {
  return `${before === null ? '–' : number.format(before)} → ${after === null ? '–' : number.format(after)}`;
}

/** Asks for the page of a cursor and hands it on. */
export type More = (cursor: string, take: (page: Preview) => void) => void;

/** Everything about one comparison. */
export function previewView(preview: Preview, more: More): HTMLElement {
  const { summary } = preview;
  const facts = `${summary.rise} rise, ${summary.fall} fall, ${summary.enter} enter, ${summary.leave} leave, ${summary.stay} stay`;
  return el(
    'div',
    { class: 'comparison' },
    el('p', { class: 'facts' }, facts),
    el('p', { class: 'quiet' }, `On the board: ${between(summary.members)}. Company: ${between(summary.company)} points, ${between(summary.km)} km`),
    preview.rows.length === 0
      ? el('p', { class: 'quiet' }, 'Nobody is on this board in either generation.')
      : slopeChart(preview.rows, [`${preview.from}: ${preview.fromRuleSet}`, `${preview.to}: ${preview.toRuleSet}`]),
    table(preview, more),
    departments(summary.departments),
  );
}

function between(both: Change): string {
  return change(both.before, both.after);
}

function table(preview: Preview, more: More): HTMLElement {
  const body = el('tbody', {}, ...preview.rows.map(tableRow));
  const head = ['Who', 'Moves', 'Value', 'Because of'].map((title) => el('th', { scope: 'col' }, title));
  const all = el('div', { class: 'scroll', tabindex: '0' }, el('table', { class: 'moves' }, el('thead', {}, el('tr', {}, ...head)), body));
  return preview.next === null ? all : el('div', {}, all, moreButton(body, preview.next, more));
}

/** Goes on below the last row, as long as there are more. */
function moreButton(body: HTMLElement, first: string, more: More): HTMLElement {
  const button = el('button', { type: 'button', class: 'button' }, 'Show more');
  let next = first;
  button.addEventListener('click', () => {
    more(next, (page) => {
      body.append(...page.rows.map(tableRow));
      if (page.next === null) button.remove();
      else next = page.next;
    });
  });
  return button;
}

function tableRow(row: Row): HTMLElement {
  return el(
    'tr',
    { class: row.moves },
    el('th', { scope: 'row' }, row.member.name, el('small', {}, row.member.department ?? '')),
    el('td', {}, words(row).slice(row.member.name.length + 1)),
    el('td', { class: 'number' }, change(row.before?.value ?? null, row.after?.value ?? null)),
    el('td', {}, row.because.map((rule) => `${rule.id} ${change(rule.before, rule.after)}`).join(', ')),
  );
}

function departments(all: readonly Named[]): HTMLElement | null {
  if (all.length === 0) return null;
  const items = all.map((one) => el('li', {}, el('span', {}, one.id), el('span', { class: 'number' }, change(one.before, one.after))));
  return el('details', { class: 'departments' }, el('summary', {}, 'Points by department'), el('ol', {}, ...items));
}
