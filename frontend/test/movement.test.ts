import { describe, expect, it } from 'vitest';
import { SHOWN_MS, comparable, movements, summary, unexpired } from '../src/movement';
import { entry, page } from './samples';

const NONE = new Map();

describe('movement', () => {
  it('should tell how many ranks and how much value each row gained', () => {
    const before = page([entry('a', 1, 30), entry('b', 2, 20.1), entry('c', 3, 10)]);
    const after = page([entry('b', 1, 32.4), entry('a', 2, 30), entry('c', 3, 10)]);

    const moved = movements(before, after, NONE, 1000);

    expect(moved.get('b')).toEqual({ ranks: 1, value: 12.3, entered: 'no', until: 1000 + SHOWN_MS });
    expect(moved.get('a')).toMatchObject({ ranks: -1, value: 0 });
    expect(moved.has('c')).toBe(false);
  });

  it('should say nothing of somebody who is hidden from now on', () => {
    const before = page([entry('a', 1, 30), entry('b', 2, 20)]);
    const after = page([entry('a', 1, 30), entry('b', 2, 20, { member: { id: null, hidden: true } })]);

    expect(movements(before, after, NONE, 0).size).toBe(0);
    expect(summary(before, after, 'points')).toBe('');
  });

  it('should mark a row that was not on the page', () => {
    const after = page([entry('a', 1, 30), entry('z', 2, 5)]);

    const moved = movements(page([entry('a', 1, 30)]), after, NONE, 0);

    expect(moved.get('z')).toMatchObject({ entered: 'board' });
    expect(moved.has('a')).toBe(false);
  });

  it('should not call a row new that may have been further down', () => {
    const after = page([entry('a', 1, 30), entry('z', 2, 5)], { next: 'c' });

    const moved = movements(page([entry('a', 1, 30), entry('b', 2, 3)], { next: 'c' }), after, NONE, 0);

    expect(moved.get('z')).toMatchObject({ entered: 'page' });
  });

  it('should not call a new tie a move of the one who held the rank', () => {
    const before = page([entry('a', 1, 30), entry('b', 2, 20)]);
    const after = page([entry('a', 1, 30), entry('b', 1, 30, { position: 2 })]);

    const moved = movements(before, after, NONE, 0);

    expect(moved.get('b')).toMatchObject({ ranks: 1, value: 10 });
    expect(moved.has('a')).toBe(false);
  });

  it('should add up two changes that are on display together', () => {
    const first = page([entry('a', 1, 30), entry('b', 2, 20), entry('c', 3, 10)]);
    const second = page([entry('a', 1, 30), entry('c', 2, 25), entry('b', 3, 20)]);
    const third = page([entry('c', 1, 35), entry('a', 2, 30), entry('b', 3, 20)]);

    const moved = movements(second, third, movements(first, second, NONE, 0), 1000);

    expect(moved.get('c')).toMatchObject({ ranks: 2, value: 25, until: 1000 + SHOWN_MS });
    expect(moved.get('b')).toMatchObject({ ranks: -1, until: SHOWN_MS });
  });

  it('should show nothing when a change was taken back while on display', () => {
    const first = page([entry('a', 1, 30)]);
    const second = page([entry('a', 1, 35)]);

    expect(movements(second, first, movements(first, second, NONE, 0), 1000).size).toBe(0);
  });

  it('should start afresh when the earlier change is no longer on display', () => {
    const first = page([entry('a', 1, 30)]);
    const second = page([entry('a', 1, 35)]);
    const third = page([entry('a', 1, 36)]);

    const moved = movements(second, third, movements(first, second, NONE, 0), SHOWN_MS + 1);

    expect(moved.get('a')).toMatchObject({ value: 1 });
  });

  it.each([
    ['another generation', { generation: 2 }],
    ['another board', { board: 'climbers' }],
    ['another period, as at midnight', { period: { kind: 'week', id: '2026-W48', from: null, to: null } }],
  ])('should not compare with %s', (_, change) => {
    const before = page([entry('a', 1, 30)]);
    const after = page([entry('a', 9, 1)], change);

    expect(comparable(before, after)).toBe(false);
    expect(movements(before, after, NONE, 0).size).toBe(0);
  });

  it('should forget what was shown long enough', () => {
    const shown = new Map([['a', { ranks: 1, value: 1, entered: 'no', until: 10 } as const]]);

    expect(unexpired(shown, 9).size).toBe(1);
    expect(unexpired(shown, 10).size).toBe(0);
  });
});

describe('summary for screen readers', () => {
  it('should name who gained and count the rest', () => {
    const before = page(['a', 'b', 'c', 'd', 'e'].map((id, i) => entry(id, i + 1, 50 - i * 10)));
    const after = page([entry('e', 1, 60.5), ...['a', 'b', 'c', 'd'].map((id, i) => entry(id, i + 2, 50 - i * 10))]);

    expect(summary(before, after, 'pts')).toBe('E up 4 to rank 1, plus 50.5 pts. 4 more rows changed.');
  });

  it('should say nothing when nothing happened', () => {
    const same = page([entry('a', 1, 30)]);

    expect(summary(same, page([entry('a', 1, 30)]), 'pts')).toBe('');
  });
});
