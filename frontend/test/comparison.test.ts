// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { OpsClient, type Preview, type Row } from '../src/ops/api';
import { comparisonOf } from '../src/ops/comparison';

const row = (id: string): Row => ({ member: { id, name: id, department: null }, moves: 'stay', ranks: 0, before: { rank: 1, value: 1 }, after: { rank: 1, value: 1 }, because: [] });

function preview(board: string, rows: readonly string[], next: string | null = null): Preview {
  const change = { before: 1, after: 2 };
  return {
    from: 1,
    to: 2,
    fromRuleSet: 'old',
    toRuleSet: 'new',
    board,
    period: { kind: 'all', id: 'all' },
    boards: [
      { id: 'athletes', periods: ['week', 'all'] },
      { id: 'fresh', periods: ['week'] },
    ],
    summary: { rise: 0, fall: 0, enter: 0, leave: 0, stay: rows.length, members: change, company: change, km: change, departments: [] },
    rows: rows.map(row),
    next,
  };
}

/** A server whose answers come when they are told to. */
function stage() {
  const asked: { query: URLSearchParams; answer: (status: number, body: unknown) => Promise<void> }[] = [];
  const client = new OpsClient((path) => {
    return new Promise<Response>((resolve) => {
      const answer = async (status: number, body: unknown): Promise<void> => {
        resolve(new Response(JSON.stringify(body), { status }));
        await new Promise((settled) => setTimeout(settled, 0));
      };
      asked.push({ query: new URL(String(path), 'http://stride.test').searchParams, answer });
    });
  }, 'secret');
  const refusals: string[] = [];
  const attempt = (run: () => Promise<void>): void => void run().catch((refused: unknown) => refusals.push(String(refused)));
  const shown = comparisonOf(client, 2, attempt);
  attempt(shown.draw);
  const select = (id: string, value: string): void => {
    const element = shown.element.querySelector(`#${id}`) as HTMLSelectElement;
    element.value = value;
    element.dispatchEvent(new Event('change'));
  };
  const options = (id: string): string[] => [...shown.element.querySelectorAll(`#${id} option`)].map((option) => option.textContent ?? '');
  const names = (): string[] => [...shown.element.querySelectorAll('tbody th')].map((name) => name.textContent ?? '');
  return { asked, refusals, shown, select, options, names };
}

describe('a comparison', () => {
  it('offers the boards that either generation has', async () => {
    const { asked, select, options } = stage();
    expect(String(asked[0]?.query)).toBe('limit=20');
    await asked[0]?.answer(200, preview('athletes', ['a']));
    expect(options('board')).toEqual(['athletes', 'fresh']);
    expect(options('period')).toEqual(['week', 'all']);

    select('board', 'fresh');
    expect(options('period')).toEqual(['week']);
    expect(String(asked[1]?.query)).toBe('limit=20&board=fresh&period=week');
  });

  it('shows what was chosen last, whatever is answered last', async () => {
    const { asked, select, names } = stage();
    await asked[0]?.answer(200, preview('athletes', ['a']));
    select('board', 'fresh');
    select('board', 'athletes');
    await asked[2]?.answer(200, preview('athletes', ['c']));
    await asked[1]?.answer(200, preview('fresh', ['b']));
    expect(names()).toEqual(['c']);
  });

  it('goes on below the last row until there are no more', async () => {
    const { asked, shown, names } = stage();
    await asked[0]?.answer(200, preview('athletes', ['a'], 'c1'));
    shown.element.querySelector('button')?.click();
    expect(String(asked[1]?.query)).toBe('limit=20&cursor=c1');
    await asked[1]?.answer(200, preview('athletes', ['b'], 'c2'));
    shown.element.querySelector('button')?.click();
    await asked[2]?.answer(200, preview('athletes', ['c']));
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(shown.element.querySelector('button')).toBeNull();
  });

  it('shows nothing of what is refused', async () => {
    const { asked, refusals, shown } = stage();
    await asked[0]?.answer(409, { detail: 'is building' });
    expect(refusals.join()).toContain('is building');
    expect(shown.element.textContent).not.toContain('Comparing');
  });
});
