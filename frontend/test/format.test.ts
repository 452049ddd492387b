import { describe, expect, it } from 'vitest';
import { compact, decimalsFor, duration, fixed, metricTitle, name, plural, signed, unitOf } from '../src/format';

describe('numbers', () => {
  it('should group thousands and keep the decimals asked for', () => {
    expect(fixed(1234567.5, 2)).toBe('1,234,567.50');
    expect(fixed(0, 0)).toBe('0');
  });

  it.each([
    [[], 0],
    [[1, 20, 300], 0],
    [[1, 2.5], 1],
    [[88.2, 3.25], 2],
    [[0.001, 5], 3],
    [[0.1 + 0.2], 1],
  ])('should give %j the fewest decimals that tell the values apart', (values, decimals) => {
    expect(decimalsFor(values)).toBe(decimals);
  });

  it('should carry the sign of a change and drop binary noise', () => {
    expect(signed(12.3)).toBe('+12.3');
    expect(signed(-4)).toBe('−4');
    expect(signed(0.30000000000000004)).toBe('+0.3');
    expect(signed(1e-9)).toBe('0');
  });

  it.each([
    [0, '0 min'],
    [59, '59 min'],
    [60, '1 h 00'],
    [402, '6 h 42'],
    [60000, '1,000 h 00'],
  ])('should word %d minutes', (minutes, text) => {
    expect(duration(minutes)).toBe(text);
  });

  it.each([
    [987, '987'],
    [9999, '9,999'],
    [12400, '12.4k'],
    [1234567, '1.2M'],
  ])('should shorten %d', (value, text) => {
    expect(compact(value)).toBe(text);
  });
});

describe('words', () => {
  it.each([
    ['ten-thousand-km', 'Ten thousand km'],
    ['TrailRun', 'Trail run'],
    ['athletes', 'Athletes'],
    ['metres_climbed', 'Metres climbed'],
  ])('should word the id %s', (id, text) => {
    expect(name(id)).toBe(text);
  });

  it('should give every metric its own unit', () => {
    expect(unitOf('km', 3)).toBe('km');
    expect(unitOf('metres_climbed', 3)).toBe('m');
    expect(unitOf('active_days', 1)).toBe('day');
    expect(unitOf('longest_streak', 2)).toBe('days');
    expect(metricTitle('metres_climbed')).toBe('Climbed');
  });

  it('should count one and many', () => {
    expect(plural(1, 'athlete', 'athletes')).toBe('1 athlete');
    expect(plural(1412, 'athlete', 'athletes')).toBe('1,412 athletes');
  });
});
