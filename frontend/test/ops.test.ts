import { describe, expect, it } from 'vitest';
import type { Generation, Row } from '../src/ops/api';
import { OpsClient, Refused } from '../src/ops/api';
import { progressWords, shown } from '../src/ops/generations';
import { lines, words } from '../src/ops/slope';

const place = (rank: number) => ({ rank, value: 100 - rank });
const row = (id: string, before: number | null, after: number | null): Row => ({
  member: { id, name: id, department: null },
  moves: before === null ? 'enter' : after === null ? 'leave' : before > after ? 'rise' : before < after ? 'fall' : 'stay',
  ranks: (before ?? 0) - (after ?? 0),
  before: before === null ? null : place(before),
  after: after === null ? null : place(after),
  because: [],
});

describe('the slope chart', () => {
  it('lets who rises go up and who falls go down, by places that both sides share', () => {
    const drawn = lines([row('a', 900, 3), row('b', 1, 700), row('c', 40, 40), row('d', 800, 850)]);
    expect(drawn.map(({ row: { member }, from, to }) => `${member.id} ${from} ${to}`)).toEqual(['a 6 1', 'b 0 3', 'c 2 2', 'd 4 5']);
  });

  it('puts equals of one side below each other', () => {
    const drawn = lines([row('b', 5, 1), row('a', 5, 2)]);
    expect(drawn.map(({ row: { member }, from, to }) => `${member.id} ${from} ${to}`)).toEqual(['b 3 0', 'a 2 1']);
  });

  it('lets who enters come from below the last, and who leaves go there', () => {
    const drawn = lines([row('a', null, 1), row('b', 1, null), row('c', 2, 2)]);
    expect(drawn.map(({ row: { member }, from, to }) => `${member.id} ${from} ${to}`)).toEqual(['a 2 0', 'b 0 2', 'c 1 1']);
  });

  it('says each move in words', () => {
    expect([row('a', 9, 3), row('b', 1, 7), row('c', null, 4), row('d', 5, null), row('e', 6, 6)].map(words)).toEqual([
      'a rises by 6 to rank 3',
      'b falls by 6 to rank 7',
      'c enters at rank 4',
      'd leaves from rank 5',
      'e stays at rank 6',
    ]);
  });
});

describe('the list of generations', () => {
  const generation = (id: number, state: Generation['state']): Generation => ({ id, state, ruleSet: 'r', from: 'lake', startedAt: '', complete: true, failure: null, progress: null });

  it('shows all that are kept and the last few others, the newest first', () => {
    const all = [1, 2, 3, 4].map((id) => generation(id, 'abandoned'));
    const kept = [generation(5, 'previous'), generation(6, 'active'), generation(7, 'abandoned'), generation(8, 'building')];
    const ids = shown({ active: 6, candidate: 8, previous: 5, generations: [...all, ...kept] }).map((one) => one.id);
    expect(ids).toEqual([8, 7, 6, 5, 4, 3]);
  });

  it('says how far one is as far as that is known', () => {
    expect(progressWords({ done: 40, total: 100, perSecond: 4.6, secondsLeft: 13 })).toBe('40 %, 5 a second, 13 s left');
    expect(progressWords({ done: 0, total: 0, perSecond: null, secondsLeft: null })).toBe('100 %');
  });
});

describe('ops calls', () => {
  it('show the token and pass on what the server says against them', async () => {
    const seen: Request[] = [];
    const answer = (status: number, body: string) => (path: string | URL | Request, init?: RequestInit) => {
      seen.push(new Request(`http://stride.test${String(path)}`, init));
      return Promise.resolve(new Response(body, { status }));
    };
    await new OpsClient(answer(200, '{"active":1}'), 'secret').post('/admin/generations', { ruleSet: 'r' });
    expect(seen[0]?.headers.get('Authorization')).toBe('Bearer secret');
    expect(await seen[0]?.text()).toBe('{"ruleSet":"r"}');
    await expect(new OpsClient(answer(409, '{"detail":"is building"}'), 's').post('/x')).rejects.toThrow('is building');
    await expect(new OpsClient(answer(502, '<html>'), 's').get('/x')).rejects.toThrow('502');
    await expect(new OpsClient(() => Promise.reject(new Error('no net')), 's').get('/x')).rejects.toBeInstanceOf(Refused);
  });
});
