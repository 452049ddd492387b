import type { Entry, Metric } from '../api/types';
import { duration, fixed } from '../format';

/** A secondary column of the table. */
export interface Column {
  readonly id: string;
  readonly title: string;
  readonly text: (entry: Entry) => string;
  /** Behind the number where there is no heading. */
  readonly unit: string;
}

const ALL: readonly (Column & { readonly metric: Metric })[] = [
  { id: 'points', metric: 'points', title: 'Points', unit: ' pts', text: (entry) => fixed(entry.points, 1) },
  { id: 'activities', metric: 'activities', title: 'Activities', unit: ' act.', text: (entry) => fixed(entry.activities, 0) },
  { id: 'km', metric: 'km', title: 'Distance, km', unit: ' km', text: (entry) => fixed(entry.km, 1) },
  { id: 'minutes', metric: 'minutes', title: 'Time', unit: '', text: (entry) => duration(entry.minutes) },
  { id: 'climbed', metric: 'metres_climbed', title: 'Climbed, m', unit: ' m', text: (entry) => fixed(entry.metresClimbed, 0) },
];

/** The numbers beside the board's own, which has its column at the end. */
export function columnsFor(metric: Metric): readonly Column[] {
  return ALL.filter((column) => column.metric !== metric);
}
