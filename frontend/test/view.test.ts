// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../src/address';
import type { Model } from '../src/model';
import { initial } from '../src/poll';
import { el, keyed } from '../src/view/dom';
import { safeUrl } from '../src/view/masthead';
import { noticesOf } from '../src/view/notices';
import { placesLabel } from '../src/view/pager';
import { RankingTable, isTied } from '../src/view/table';
import { CATALOG, entry, page } from './samples';

const model = (change: Partial<Model>): Model => ({
  address: DEFAULTS,
  cursor: null,
  catalog: CATALOG,
  page: null,
  behind: false,
  trouble: null,
  movements: new Map(),
  totals: null,
  detail: null,
  note: null,
  rulesPath: null,
  poll: initial(true),
  announcement: '',
  ...change,
});

const titles = (change: Partial<Model>): string[] => noticesOf(model(change), 0, () => undefined).map((notice) => notice.title);
const actions = (change: Partial<Model>): (string | null)[] => noticesOf(model(change), 0, () => undefined).flatMap((notice) => notice.actions.map((action) => action.textContent));

describe('the table', () => {
  it('should show names as text, whatever they contain', () => {
    const table = new RankingTable();
    const name = '<img src=x onerror=alert(1)>';

    table.update(model({ page: page([entry('a', 1, 3, { member: { id: 'a', name, department: null } })]) }));

    expect(table.element.querySelector('img')).toBeNull();
    expect(table.element.querySelector('.name')?.textContent).toBe(name);
  });

  it('should show a place that is kept without a name, and no link', () => {
    const table = new RankingTable();
    const rows = [entry('a', 1, 3), entry('b', 2, 2, { member: { id: null, hidden: true } }), entry('c', 3, 1, { member: { id: null, hidden: true } })];

    table.update(model({ page: page(rows) }));

    const names = [...table.element.querySelectorAll('.name')];
    expect(names.map((each) => each.textContent)).toEqual(['A', 'Hidden', 'Hidden']);
    expect(names.map((each) => each.hasAttribute('href'))).toEqual([true, false, false]);
    expect(table.element.querySelectorAll('.selected')).toHaveLength(0);
  });

  it('should keep the row of a member when the order changes', () => {
    const table = new RankingTable();
    table.update(model({ page: page([entry('a', 1, 3), entry('b', 2, 2)]) }));
    const row = table.element.querySelector('[data-key="b"]');

    table.update(model({ page: page([entry('b', 1, 4), entry('a', 2, 3)]), movements: new Map([['b', { ranks: 1, value: 2, entered: 'no', until: 9 }]]) }));

    expect(table.element.querySelector('tbody')?.firstElementChild).toBe(row);
    expect(row?.querySelector('.moved')?.textContent).toBe('up 1');
    expect(row?.querySelector('.delta')?.textContent).toBe('+2');
  });

  it('should mark ties from both sides', () => {
    const entries = [entry('a', 1, 5), entry('b', 2, 4), entry('c', 2, 4, { position: 3 }), entry('d', 4, 1)];

    expect(entries.map((_, index) => isTied(entries, index))).toEqual([false, true, true, false]);
  });
});

describe('notices', () => {
  it('should say what an empty period is about', () => {
    const empty = page([]);

    expect(titles({ page: empty })).toEqual(['No counted activities in this period yet']);
    expect(titles({ page: empty, address: { ...DEFAULTS, sport: 'Swim' } })).toEqual(['Nobody matches']);
    expect(titles({ page: empty, address: { ...DEFAULTS, board: 'ten-thousand-km' } })).toEqual(['Nobody has got this far yet']);
    expect(titles({ page: page([], { period: { kind: 'day', id: '2027-01-01', from: '2027-01-01', to: '2027-01-01' } }) })).toEqual(['This period has not begun']);
  });

  it('should offer connecting only where it is known how', () => {
    const connectUrl = 'http://127.0.0.1:8081/connect/strava';

    expect(actions({ page: page([]), catalog: { ...CATALOG, connectUrl } })).toContain('Connect your account');
    expect(actions({ page: page([]) })).not.toContain('Connect your account');
    expect(safeUrl('javascript:alert(1)')).toBeNull();
  });

  it('should offer to drop the bad parameter alone', () => {
    const address = { ...DEFAULTS, date: 'x', q: 'anna' };
    const [notice] = noticesOf(model({ address, trouble: { kind: 'bad-address', parameter: 'date', detail: 'date: must be a day' } }), 0, () => undefined);

    expect(notice?.text).toBe('date: must be a day');
    expect(notice?.actions[0]?.getAttribute('href')).toBe('?board=athletes&period=month&q=anna');
  });

  it('should mark kept standings and offer to retry', () => {
    const [notice] = noticesOf(model({ page: page([entry('a', 1, 1)]), trouble: { kind: 'unavailable', code: 'restoring', status: 503 } }), 0, () => undefined);

    expect(notice).toMatchObject({ retries: true, title: 'The ranking is being restored' });
    expect(notice?.text).toContain('last known standings, as of 22 Nov 2026');
  });

  it('should own up to a partial answer', () => {
    expect(titles({ page: page([entry('a', 1, 1)], { complete: false }) })).toEqual(['This answer is partial']);
  });

  it('should say that a copy answers, unless there is worse to say', () => {
    const full = page([entry('a', 1, 1)]);

    expect(titles({ page: full, behind: true })).toEqual(['These standings may be a moment behind']);
    expect(titles({ page: full, behind: true, trouble: { kind: 'unreachable' } })).toEqual(['The server does not answer']);
  });
});

describe('lists', () => {
  it('should keep focus on a child that moves', () => {
    const list = el('div');
    document.body.append(list);
    const update = (items: string[]): void => keyed(list, items, (item) => item, () => el('button'), () => undefined);
    update(['a', 'b', 'c']);
    const moved = list.children[2] as HTMLElement;
    moved.focus();

    update(['c', 'a']);

    expect([...list.children].map((child) => (child as HTMLElement).dataset['key'])).toEqual(['c', 'a']);
    expect(document.activeElement).toBe(moved);
  });

  it('should tell the part of the ranking', () => {
    expect(placesLabel(page([entry('a', 51, 1), entry('b', 51, 1, { position: 52 })], { total: 1412 }))).toBe('51 – 52 of 1,412');
    expect(placesLabel(page([]))).toBe('');
  });
});
