import { el } from '../view/dom';
import type { Named, Preview, Row } from './api';
import { slopeChart, words } from './slope';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** `12.5 → 14`. */
function change(before: number | null, after: number | null): string {
  return `${before === null ? '–' : number.format(before)} → ${after === null ? '–' : number.format(after)}`;
}

/** Everything about one comparison. */
export function previewView(preview: Preview): HTMLElement {
  const { summary } = preview;
  const facts = `${summary.rise} rise, ${summary.fall} fall, ${summary.enter} enter, ${summary.leave} leave, ${summary.stay} stay`;
  return el(
    'div',
    { class: 'comparison' },
    el('p', { class: 'facts' }, facts),
    el('p', { class: 'quiet' }, `Company: ${change(summary.company.before, summary.company.after)} points`),
    preview.rows.length === 0
      ? el('p', { class: 'quiet' }, 'Nobody is on this board in either generation.')
      : el('div', { class: 'scroll' }, slopeChart(preview.rows, [`${preview.from}: ${preview.fromRuleSet}`, `${preview.to}: ${preview.toRuleSet}`])),
    table(preview.rows),
    departments(summary.departments),
  );
}

function table(rows: readonly Row[]): HTMLElement {
  const body = rows.map((row) =>
    el(
      'tr',
      { class: row.moves },
      el('th', { scope: 'row' }, row.member.name, el('small', {}, row.member.department ?? '')),
      el('td', {}, words(row).slice(row.member.name.length + 1)),
      el('td', { class: 'number' }, change(row.before?.value ?? null, row.after?.value ?? null)),
      el('td', {}, row.because.map((rule) => `${rule.id} ${change(rule.before, rule.after)}`).join(', ')),
    ),
  );
  const head = ['Who', 'Moves', 'Value', 'Because of'].map((title) => el('th', { scope: 'col' }, title));
  return el('div', { class: 'scroll' }, el('table', { class: 'moves' }, el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...body)));
}

function departments(all: readonly Named[]): HTMLElement | null {
  if (all.length === 0) return null;
  const items = all.map((one) => el('li', {}, el('span', {}, one.id), el('span', { class: 'number' }, change(one.before, one.after))));
  return el('details', { class: 'departments' }, el('summary', {}, 'Points by department'), el('ol', {}, ...items));
}
