package io.stridelake.streams.generation;

/** The generation that is asked for does not run here at the moment; it will, or others run it. */
public final class GenerationAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what does not run. */
  public GenerationAwayException(String message) {
    super(message);
  }
}
