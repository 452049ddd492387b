package io.stridelake.streams.season;

/** A season cannot be locked or unlocked as things are; the message tells people why. */
final class LockRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  LockRefusedException(String message) {
    super(message);
  }
}
