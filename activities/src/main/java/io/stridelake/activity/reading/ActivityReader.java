package io.stridelake.activity.reading;

/**
 * Reads one provider's records of one kind. A reader depends on its arguments alone, is safe for
 * use by many threads, and throws nothing whatever the bytes are.
 */
@FunctionalInterface
public interface ActivityReader {
  /**
   * Reads a raw record.
   *
   * @param externalId the provider's id of the activity, from the record's key
   * @param payload the bytes as received
   */
  Reading read(String externalId, byte[] payload);
}
