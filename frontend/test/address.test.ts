import { describe, expect, it } from 'vitest';
import { DEFAULTS, formatAddress, isFiltered, parseAddress, sameRanking, without } from '../src/address';

describe('address', () => {
  it('should give the defaults for an empty address', () => {
    expect(parseAddress('')).toEqual(DEFAULTS);
  });

  it('should read back what it wrote, whatever characters names hold', () => {
    const address = { ...DEFAULTS, board: 'climbers', period: 'week', date: '2026-11-22', department: 'R&D + Ops=100 %', sport: 'TrailRun', q: 'Łucja ?#', member: 'a/1' };

    expect(parseAddress(formatAddress(address))).toEqual(address);
  });

  it('should write equal views as equal links whatever order they were given in', () => {
    const one = parseAddress('?period=week&board=athletes&sport=Run');
    const other = parseAddress('?sport=Run&board=athletes&period=week');

    expect(formatAddress(one)).toBe(formatAddress(other));
  });

  it('should leave out what is not set, and ignore blanks and unknown parameters', () => {
    const address = parseAddress('?board=athletes&period=all&q=%20%20&colour=red');

    expect(formatAddress(address)).toBe('?board=athletes&period=all');
  });

  it('should keep a bad value, so that the server can say what is wrong with it', () => {
    expect(parseAddress('?date=yesterday').date).toBe('yesterday');
  });

  it('should treat an open member as the same ranking, another filter not', () => {
    const ranking = parseAddress('?period=week');

    expect(sameRanking(ranking, { ...ranking, member: 'a1' })).toBe(true);
    expect(sameRanking(ranking, { ...ranking, sport: 'Run' })).toBe(false);
  });

  it('should put one parameter back to its default', () => {
    expect(without(parseAddress('?date=x&q=anna'), 'date')).toEqual({ ...DEFAULTS, q: 'anna' });
    expect(without(parseAddress('?period=nonsense'), 'period').period).toBe(DEFAULTS.period);
  });

  it('should call department, sport and search filters, a date not', () => {
    expect(isFiltered(parseAddress('?date=2026-01-01&period=day'))).toBe(false);
    expect(isFiltered(parseAddress('?q=a'))).toBe(true);
  });
});
