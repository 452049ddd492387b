package io.stridelake.simulator.company;

/** What is special about an activity, beyond its figures. */
public enum Flag {
  /** Typed in by hand: no device, no track. */
  MANUAL,
  /** On a trainer or treadmill, indoors. */
  TRAINER,
  /** Marked as a way to work. */
  COMMUTE,
  /** Visible to the athlete only ({@code private: true}). */
  ONLY_ME,
  /** Visible to followers ({@code visibility: followers_only}), not private. */
  FOLLOWERS_ONLY,
  /** Reported by others as implausible. */
  FLAGGED,
  /** The start time is hidden and shown as midnight and one second. */
  HIDDEN_START,
  /** Sent in the form of before 2022: {@code type} only, no {@code sport_type}. */
  OLD_FORM,
  /** Heart rate was recorded. */
  HEARTRATE,
  /** {@code elev_*}, {@code upload_id_str} and {@code workout_type} are missing. */
  SPARSE,
}
