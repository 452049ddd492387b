package io.stridelake.avro;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry did not answer in the time that it was given: a passing fault. */
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
