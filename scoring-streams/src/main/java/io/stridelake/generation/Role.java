package io.stridelake.generation;

/** What a generation is to the installation. */
public enum Role {
  /** It is derived beside the active one, and nobody is answered from it. */
  CANDIDATE,
  /** It answers. */
  ACTIVE,
  /** It answered before the active one, and is kept up to date so that one can go back to it. */
  PREVIOUS,
  /** Nobody needs it; its topics, state and group are being deleted. */
  RETIRED,
  /** Nothing is left of it but its number, which is never given again. */
  DELETED;

  /** Whether its apps run. */
  public boolean isKept() {
    return this == CANDIDATE || this == ACTIVE || this == PREVIOUS;
  }
}
