package io.stridelake.activity;

/**
 * What the catalogue says of one raw record: the lake and the catalogue correspond one to one.
 *
 * <p>An entry depends on the raw record alone, so that reading the lake again gives the same
 * catalogue whatever compaction removed in between.
 */
public sealed interface CatalogueEntry {
  /** Where the raw record lies. */
  RawRecordPosition raw();

  /** A raw record that was understood. */
  record Readable(Activity activity, RawRecordPosition raw) implements CatalogueEntry {}

  /** The provider said that it is gone, and its payload is erased. */
  record Deleted(RawRecordPosition raw) implements CatalogueEntry {}

  /**
   * A raw record that no reader understands.
   *
   * @param reason why, as a stable code: that of an {@link UnreadableReason}, or one that a newer
   *     version wrote
   * @param detail what was expected and where; never a piece of the payload
   */
  record Unreadable(String reason, String detail, RawRecordPosition raw)
      implements CatalogueEntry {}
}
