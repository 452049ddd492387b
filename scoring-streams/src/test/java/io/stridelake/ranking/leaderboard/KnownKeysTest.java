package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.RowKeys;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownKeysTest {
  private static final byte[] ROW = {1};
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Test
  void shouldFindEveryKeyAndHardlyAnyOther() {
    KnownKeys known = new KnownKeys();
    known.startEmpty();

    IntStream.range(0, 400_000).mapToObj(KnownKeysTest::key).forEach(known::add);

    assertThat(IntStream.range(0, 400_000)).allMatch(number -> known.mayContain(key(number)));
    long mistaken =
        IntStream.range(400_000, 800_000).filter(number -> known.mayContain(key(number))).count();
    assertThat(mistaken).isLessThan(4_000);
  }

  @Test
  void shouldTakeAnyKeyForThereUnlessTheStoreBeganEmpty() {
    KnownKeys known = new KnownKeys();
    assertThat(known.mayContain(key(1))).isTrue();

    known.startEmpty();
    assertThat(known.mayContain(key(1))).isFalse();

    known.reset();
    known.add(key(2));
    assertThat(known.mayContain(key(1))).isTrue();
  }

  @Test
  void shouldFindRowsHoweverTheyCameIntoTheStore(@TempDir Path folder) {
    FollowedChangelog changelog = FollowedChangelog.open(folder);
    changelog.follows(0);
    LeaderboardStore store = changelog.store();

    store.put(key(1), ROW);
    store.putAll(List.of(KeyValue.pair(key(2), ROW), KeyValue.pair(key(3), ROW)));
    changelog.load(true, List.of(KeyValue.pair(key(4), ROW)));

    assertThat(IntStream.rangeClosed(1, 4)).allMatch(number -> store.get(key(number)) != null);
    assertThat(store.get(key(5))).isNull();
    assertThat(store.putIfAbsent(key(4), new byte[] {2})).isEqualTo(ROW);

    changelog.reopen();
    store.put(key(6), ROW);
    assertThat(List.of(1, 2, 3, 4, 6)).allMatch(number -> store.get(key(number)) != null);
    store.close();
  }

  /** Keys as the store has them: of activities and of days, in turn. */
  private static Bytes key(int number) {
    AthleteId athlete = new AthleteId("athlete-" + number % 1_000);
    return number % 2 == 0
        ? RowKeys.activity(new ActivityKey(athlete, "strava", Integer.toString(number), "activity"))
        : RowKeys.day(FIRST.plusDays(number / 1_000), athlete);
  }
}
