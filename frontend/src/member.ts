import type { Entry, Member } from './api/types';

/** What stands for the name of somebody who keeps a place in a locked season, but not the name. */
export const NAMELESS = 'Hidden';

/** Names a row from page to page; places of a locked season never change, so they name who has no id. */
export function keyOf(entry: Entry): string {
  return entry.member.id ?? `hidden ${entry.position}`;
}

export function nameOf(member: Member): string {
  return member.id === null ? NAMELESS : member.name;
}

export function departmentOf(member: Member): string | null {
  return member.id === null ? null : member.department;
}
