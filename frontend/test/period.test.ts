import { describe, expect, it } from 'vitest';
import { isoWeek, periodLabel, spanOf, step } from '../src/period';
import { CATALOG } from './samples';

const TODAY = '2026-11-23';

describe('spans', () => {
  it.each([
    ['day', '2026-11-22', '2026-11-22', '2026-11-22'],
    ['week', '2026-11-22', '2026-11-16', '2026-11-22'],
    ['week', '2026-11-23', '2026-11-23', '2026-11-29'],
    ['week', '2027-01-01', '2026-12-28', '2027-01-03'],
    ['month', '2024-02-10', '2024-02-01', '2024-02-29'],
    ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['year', '2026-06-15', '2026-01-01', '2026-12-31'],
  ])('should bound the %s of %s', (kind, day, from, to) => {
    expect(spanOf(kind, day)).toEqual({ from, to });
  });

  it.each(['all', 'spring-2026'])('should not bound %s by a day', (kind) => {
    expect(spanOf(kind, TODAY)).toBeNull();
  });

  it.each(['2026-02-30', '2026-13-01', 'today', '', '2026-1-1'])('should refuse %s, which is no day', (day) => {
    expect(spanOf('day', day)).toBeNull();
  });
});

describe('ISO weeks', () => {
  it.each([
    ['2026-11-22', 2026, 47],
    ['2026-01-01', 2026, 1],
    ['2027-01-01', 2026, 53],
    ['2024-12-30', 2025, 1],
    ['2021-01-03', 2020, 53],
  ])('should number the week of %s', (day, year, week) => {
    expect(isoWeek(day)).toEqual({ year, week });
  });
});

describe('stepping', () => {
  it.each([
    ['day', '2026-11-01', '2026-10-31'],
    ['week', '2026-11-23', '2026-11-16'],
    ['month', '2026-03-31', '2026-02-01'],
    ['year', '2026-05-05', '2025-01-01'],
  ])('should step back a %s from %s', (kind, day, expected) => {
    expect(step(kind, day, -1, TODAY)).toBe(expected);
  });

  it('should follow today again when it steps forward into the present period', () => {
    expect(step('month', '2026-10-31', 1, TODAY)).toBeNull();
    expect(step('day', '2026-11-21', 1, TODAY)).toBe('2026-11-22');
  });

  it('should have nowhere to go beyond the present period', () => {
    expect(step('week', TODAY, 1, TODAY)).toBeUndefined();
    expect(step('year', '2030-01-01', 1, TODAY)).toBeUndefined();
  });

  it('should come back to the present from the future', () => {
    expect(step('day', '2026-11-24', -1, TODAY)).toBeNull();
  });

  it('should not step all time, nor from a day it cannot read', () => {
    expect(step('all', TODAY, -1, TODAY)).toBeUndefined();
    expect(step('week', 'garbage', -1, TODAY)).toBeUndefined();
  });
});

describe('labels', () => {
  it.each([
    ['week', '2026-11-22', 'Week 47'],
    ['month', '2026-11-22', 'November 2026'],
    ['year', '2026-11-22', '2026'],
    ['day', '2026-11-22', '22 Nov 2026'],
    ['all', '2026-11-22', 'All time'],
    ['spring-2026', '2026-11-22', 'Spring 2026'],
  ])('should word the %s of %s', (kind, day, expected) => {
    expect(periodLabel(kind, day, CATALOG.seasons)).toContain(expected);
  });

  it('should show an unreadable date as it is', () => {
    expect(periodLabel('week', 'garbage', [])).toBe('garbage');
  });
});
