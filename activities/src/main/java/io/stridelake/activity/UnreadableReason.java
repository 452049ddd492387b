package io.stridelake.activity;

/** Why a raw record could not be read; the codes stand in dead letters and never change. */
public enum UnreadableReason {
  /** Nobody reads this provider's records of this kind. */
  UNKNOWN_KIND("unknown-kind"),
  /** The key is not {@code athleteId/provider/kind/externalId}. */
  BAD_KEY("bad-key"),
  /** The record lies in a partition that its key does not belong to. */
  WRONG_PARTITION("wrong-partition"),
  /** The bytes are not of the format that the kind promises. */
  MALFORMED("malformed"),
  /** A field that scoring cannot do without is missing. */
  MISSING_FIELD("missing-field"),
  /** A field has a value that cannot be. */
  BAD_VALUE("bad-value"),
  /** The payload names another activity than its key. */
  ID_MISMATCH("id-mismatch");

  private final String code;

  UnreadableReason(String code) {
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
