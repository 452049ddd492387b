package io.stridelake.ranking.leaderboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose writes wait, beside one whose writes do not. */
class SortedWritesTest {
  @TempDir private Path folder;
  private KeyValueStore<Bytes, byte[]> rocks;
  private SortedWrites store;

  @BeforeEach
  void open() {
    rocks = Stores.persistentKeyValueStore("rows").get();
    store = new SortedWrites(rocks);
    store.init(context(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldReadWhatWasWrittenWhateverWaits() {
    Random random = new Random(20_261_125);
    TreeMap<Bytes, byte[]> expected = new TreeMap<>();
    for (int step = 0; step < 60_000; step++) {
      List<KeyValue<Bytes, byte[]>> rows = rows(random);
      store.putAll(rows);
      rows.forEach(row -> put(expected, row));
      Bytes asked = key(random);
      assertThat(store.get(asked)).isEqualTo(expected.get(asked));
      switch (random.nextInt(2_000)) {
        case 0 -> assertThat(all(store.all())).isEqualTo(all(expected));
        case 1 -> {
          Bytes from = key(random);
          assertThat(all(store.range(from, null))).isEqualTo(all(expected.tailMap(from)));
        }
        case 2 -> {
          Bytes to = key(random);
          assertThat(all(store.reverseRange(null, to)))
              .isEqualTo(all(expected.headMap(to, true).descendingMap()));
        }
        case 3 -> store.commit(Map.of());
        case 4 -> {
          store.close();
          open();
        }
        default -> {}
      }
    }
    assertThat(all(store.reverseAll())).isEqualTo(all(expected.descendingMap()));
    store.write();
    assertThat(all(rocks.all())).isEqualTo(all(expected));
  }

  @Test
  void shouldWriteWhenManyWaitAndBeforeACommit() {
    for (int row = 0; row < 4_095; row++) {
      store.put(key(row), bytes("x"));
    }
    assertThat(all(rocks.all())).isEmpty();

    store.put(key(4_095), bytes("x"));
    assertThat(all(rocks.all())).hasSize(4_096);

    store.put(key(5_000), bytes("y"));
    assertThat(rocks.get(key(5_000))).isNull();
    store.commit(Map.of());
    assertThat(rocks.get(key(5_000))).isEqualTo(bytes("y"));

    store.delete(key(5_000));
    assertThat(store.get(key(5_000))).isNull();
    assertThat(rocks.get(key(5_000))).isEqualTo(bytes("y"));
    store.commit(Map.of());
    assertThat(rocks.get(key(5_000))).isNull();
  }

  @Test
  void shouldNeverMissARowWhileOtherThreadsRead() {
    AtomicInteger written = new AtomicInteger();
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(1);
              int last = 0;
              while (last < 100_000) {
                last = written.get();
                if (last > 0) {
                  int row = last - 1 - random.nextInt(Math.min(last, 10_000));
                  assertThat(store.get(key(row))).as("row %d of %d", row, last).isNotNull();
                }
              }
            });

    for (int row = 0; row < 100_000; row++) {
      store.put(key(row), bytes("x"));
      written.set(row + 1);
    }

    reader.join();
  }

  private StateStoreContext context() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    return new MockProcessorContext<Void, Void>(settings, new TaskId(0, 0), folder.toFile())
        .getStateStoreContext();
  }

  private static List<KeyValue<Bytes, byte[]>> rows(Random random) {
    List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();
    for (int row = random.nextInt(3); row >= 0; row--) {
      byte[] value = random.nextInt(5) == 0 ? null : bytes("v" + random.nextInt());
      rows.add(KeyValue.pair(key(random), value));
    }
    return rows;
  }

  private static void put(Map<Bytes, byte[]> expected, KeyValue<Bytes, byte[]> row) {
    if (row.value == null) {
      expected.remove(row.key);
    } else {
      expected.put(row.key, row.value);
    }
  }

  private static Bytes key(Random random) {
    return key(random.nextInt(20_000));
  }

  private static Bytes key(int number) {
    // of different lengths, and beyond ASCII, so that the order of bytes matters
    return Bytes.wrap(bytes((number % 3 == 0 ? "é" : "e") + number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<String> all(KeyValueIterator<Bytes, byte[]> rows) {
    List<String> all = new ArrayList<>();
    try (rows) {
      rows.forEachRemaining(row -> all.add(row.key + "=" + new String(row.value, UTF_8)));
    }
    return all;
  }

  private static List<String> all(Map<Bytes, byte[]> rows) {
    List<String> all = new ArrayList<>();
    rows.forEach((key, value) -> all.add(key + "=" + new String(value, UTF_8)));
    return all;
  }
}
