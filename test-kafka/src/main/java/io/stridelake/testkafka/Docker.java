package io.stridelake.testkafka;

/** What must be known of a Docker engine before one relies on it. */
interface Docker {
  /** Whether an engine answers; a client alone is not enough. */
  boolean answers();

  /** Whether the engine has the image. */
  boolean has(String image);

  /** Gets the image from its registry; false if that fails. */
  boolean pull(String image);
}
