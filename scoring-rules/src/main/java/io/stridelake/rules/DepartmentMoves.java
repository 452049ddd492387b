package io.stridelake.rules;

/** To which department an activity of somebody who moved belongs. */
public enum DepartmentMoves {
  /** To the one of which the athlete was a member on the activity's local date. */
  KEEP_HISTORY,
  /** To the one of which the athlete is a member now. */
  TAKE_ALONG
}
