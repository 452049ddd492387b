package io.stridelake.ingest.lake;

/** Why something did not get into the lake; the codes stand in dead letters and never change. */
public enum Reason {
  /** The provider announced it and never had it. */
  NOT_FOUND("not-found"),
  /** It is longer than a raw record may be. */
  TOO_LARGE("too-large"),
  /** The provider refuses to show it. */
  REFUSED("refused"),
  /** The provider failed for too long. */
  PROVIDER_FAILED("provider-failed"),
  /** Nobody connected the account in time. */
  NOT_CONNECTED("not-connected"),
  /** The provider's answer is about something else or somebody else. */
  ID_MISMATCH("id-mismatch"),
  /** It has no id. */
  MISSING_ID("missing-id");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
