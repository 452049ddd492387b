import { describe, expect, test } from 'vitest';
import { unused } from './controls.ts';

describe('completeness', () => {
  /** What is not in the list at all fails where states are looked at. */
  test('every control in the list was operated', () => {
    expect(unused()).toEqual([]);
  });
});
