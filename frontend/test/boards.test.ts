import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../src/address';
import { athletesBoard, boardOf, fitDefaults, kindsOf, onBoard, seasonsOf, startsLater } from '../src/boards';
import { CATALOG, KINDS } from './samples';

const board = (id: string) => boardOf(CATALOG, id)!;

describe('boards', () => {
  it('should keep the period on another board that has it, else take its first', () => {
    expect(onBoard({ ...DEFAULTS, period: 'week' }, CATALOG, board('climbers')).period).toBe('week');
    expect(onBoard({ ...DEFAULTS, period: 'spring-2026' }, CATALOG, board('climbers')).period).toBe('spring-2026');
    expect(onBoard({ ...DEFAULTS, period: 'week' }, CATALOG, board('ten-thousand-km')).period).toBe('all');
  });

  it('should close an open member and keep filters when the board changes', () => {
    const address = onBoard({ ...DEFAULTS, member: 'a', sport: 'Run' }, CATALOG, board('climbers'));

    expect(address).toMatchObject({ member: null, sport: 'Run', board: 'climbers' });
  });

  it('should offer only the periods of a board, and seasons only where it has all kinds or names them', () => {
    expect(kindsOf(CATALOG, board('ten-thousand-km'))).toEqual(['all']);
    expect(seasonsOf(CATALOG, board('ten-thousand-km'))).toEqual([]);
    expect(seasonsOf(CATALOG, board('athletes'))).toHaveLength(1);
    expect(seasonsOf(CATALOG, { ...board('ten-thousand-km'), periods: ['spring-2026'] })).toHaveLength(1);
  });

  it('should offer no season to a board that names none where another board does', () => {
    const seasonal = { ...board('climbers'), periods: [...KINDS, 'spring-2026'] };
    const explicit = { ...CATALOG, boards: [board('athletes'), seasonal] };

    expect(seasonsOf(explicit, board('athletes'))).toEqual([]);
    expect(seasonsOf(explicit, seasonal)).toHaveLength(1);
  });

  it('should open a department into the athletes of the same metric', () => {
    expect(athletesBoard(CATALOG, board('departments'))?.id).toBe('athletes');
    expect(athletesBoard(CATALOG, { ...board('departments'), metric: 'metres_climbed' })?.id).toBe('climbers');
  });

  it('should replace a default that the rule set lacks, but never what the address says', () => {
    const others = { ...CATALOG, boards: CATALOG.boards.slice(3) };

    expect(fitDefaults(DEFAULTS, '', others)).toMatchObject({ board: 'ten-thousand-km', period: 'all' });
    expect(fitDefaults(DEFAULTS, '?board=athletes', others).board).toBe('athletes');
    expect(fitDefaults({ ...DEFAULTS, board: 'ten-thousand-km', period: 'week' }, '?board=ten-thousand-km&period=week', CATALOG).period).toBe('week');
  });

  it('should know a period that has not begun', () => {
    expect(startsLater('2026-11-24', CATALOG)).toBe(true);
    expect(startsLater('2026-11-23', CATALOG)).toBe(false);
    expect(startsLater(null, CATALOG)).toBe(false);
  });
});
