package io.stridelake.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.UnreadableReason;
import io.stridelake.activity.reading.ActivityReaders;
import io.stridelake.activity.reading.Reading;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.streams.Brake;
import io.stridelake.streams.CommitWhileLive;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.CatalogueKey;
import io.stridelake.topics.DeadLetterHeaders;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Partitions;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Reads one raw record into one catalogue entry; what nobody can read also becomes a dead letter.
 *
 * <p>Two kinds of record have no entry: one whose key names no activity, and one that lies in a
 * partition that its key does not belong to. The latter would otherwise overwrite the entry of the
 * record in the right partition.
 */
final class ReadRawRecord implements Processor<byte[], byte[], byte[], Object> {
  private final ActivityReaders readers;
  private final int partitions;
  private final Brake brake;
  private @Nullable ProcessorContext<byte[], Object> context;
  private final InputLag inputs;
  private @Nullable CommitWhileLive commits;

  ReadRawRecord(ActivityReaders readers, int partitions, Brake brake, InputLag inputs) {
    this.inputs = inputs;
    this.readers = readers;
    this.partitions = partitions;
    this.brake = brake;
  }

  /** Makes the processor, with the one store that the app has. */
  record Supplier(ActivityReaders readers, int partitions, Brake brake, InputLag inputs)
      implements ProcessorSupplier<byte[], byte[], byte[], Object> {
    /**
     * Empty for ever: an app without any persistent store gets a new identity at every start, and
     * the transactions of one that was killed would hold back readers until they time out.
     */
    private static final String IDENTITY_STORE = "identity";

    @Override
    public Processor<byte[], byte[], byte[], Object> get() {
      return new ReadRawRecord(readers, partitions, brake, inputs);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(IDENTITY_STORE),
                  Serdes.ByteArray(),
                  Serdes.ByteArray())
              .withLoggingDisabled());
    }
  }

  @Override
  public void init(ProcessorContext<byte[], Object> processorContext) {
    context = processorContext;
    commits = CommitWhileLive.schedule(processorContext, inputs);
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    if (context == null || commits == null) {
      throw new IllegalStateException("processing before init");
    }
    brake.pass();
    RecordMetadata at =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a raw record without a position"));
    commits.applied(raw.timestamp());
    LakeKey key;
    try {
      key = LakeKey.parse(raw.key());
    } catch (IllegalArgumentException e) {
      deadLetter(context, raw, at, UnreadableReason.BAD_KEY.code(), String.valueOf(e.getMessage()));
      return;
    }
    int belongsTo = Partitions.ofAthlete(key.athlete(), partitions);
    if (belongsTo != at.partition()) {
      String detail = "partition " + at.partition() + " (expected " + belongsTo + ")";
      deadLetter(context, raw, at, UnreadableReason.WRONG_PARTITION.code(), detail);
      return;
    }
    read(context, raw, key, at);
  }

  private void read(
      ProcessorContext<byte[], Object> to,
      Record<byte[], byte[]> raw,
      LakeKey key,
      RecordMetadata at) {
    byte[] entryKey = CatalogueKey.bytes(CatalogueKey.of(key));
    if (raw.value() == null) {
      forward(
          to, entryKey, null, raw.timestamp(), new RecordHeaders(), CatalogueTopology.ACTIVITIES);
      return;
    }
    RawRecordPosition position =
        new RawRecordPosition(at.partition(), at.offset(), receivedAt(raw));
    CatalogueEntry entry = entry(key, raw, position);
    forward(
        to,
        entryKey,
        CatalogueEntryMapper.toAvro(entry),
        raw.timestamp(),
        new RecordHeaders(),
        CatalogueTopology.ACTIVITIES);
    if (entry instanceof CatalogueEntry.Unreadable unreadable) {
      deadLetter(to, raw, at, unreadable.reason(), unreadable.detail());
    }
  }

  private CatalogueEntry entry(
      LakeKey key, Record<byte[], byte[]> raw, RawRecordPosition position) {
    if (raw.value().length == 0 && raw.headers().lastHeader(LakeHeaders.DELETED) != null) {
      return new CatalogueEntry.Deleted(position);
    }
    Reading reading = readers.read(key.provider(), key.kind(), key.externalId(), raw.value());
    return switch (reading) {
      case Reading.Understood understood ->
          new CatalogueEntry.Readable(understood.activity(), position);
      case Reading.Failed failed ->
          new CatalogueEntry.Unreadable(failed.reason().code(), failed.detail(), position);
    };
  }

  /** A record whose headers are damaged is still read: they only say how it came. */
  private static Instant receivedAt(Record<byte[], byte[]> raw) {
    try {
      return LakeHeaders.receivedAt(raw.headers());
    } catch (IllegalArgumentException e) {
      return Instant.ofEpochMilli(raw.timestamp());
    }
  }

  private static void deadLetter(
      ProcessorContext<byte[], Object> to,
      Record<byte[], byte[]> raw,
      RecordMetadata at,
      String reason,
      String detail) {
    Headers headers = new RecordHeaders(raw.headers());
    put(headers, DeadLetterHeaders.REASON, reason);
    put(headers, DeadLetterHeaders.MESSAGE, detail);
    put(headers, DeadLetterHeaders.TOPIC, at.topic());
    put(headers, DeadLetterHeaders.PARTITION, Integer.toString(at.partition()));
    put(headers, DeadLetterHeaders.OFFSET, Long.toString(at.offset()));
    forward(to, raw.key(), raw.value(), raw.timestamp(), headers, CatalogueTopology.DEAD_LETTERS);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(UTF_8));
  }

  @SuppressWarnings("NullAway") // a null value is Kafka's tombstone
  private static void forward(
      ProcessorContext<byte[], Object> to,
      byte[] key,
      @Nullable Object value,
      long timestamp,
      Headers headers,
      String sink) {
    to.forward(new Record<>(key, value, timestamp, headers), sink);
  }
}
