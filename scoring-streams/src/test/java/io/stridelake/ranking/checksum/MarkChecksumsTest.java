package io.stridelake.ranking.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.ranking.row.RosterRow;
import io.stridelake.ranking.row.RowKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

class MarkChecksumsTest {
  private static final int ATHLETES = 200_000;
  private static final int PARTITIONS = 12;
  private static final int KEPT = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicLong nanos = new AtomicLong();
  private final MarkChecksums checksums = new MarkChecksums(nanos::get);

  @Test
  void shouldHoldNoAthleteUnlessSomebodyAsks() {
    for (long offset = 0; offset < 10; offset++) {
      reach(at(0, offset), ATHLETES / PARTITIONS);
    }
    assertThat(checksums.held()).as("totals of one partition").isEqualTo(KEPT);

    checksums.expectDetails(MarkedInput.ROSTER, 0);
    reach(at(0, 10), ATHLETES / PARTITIONS);
    reach(at(1, 10), ATHLETES / PARTITIONS);

    assertThat(checksums.byAthlete(at(0, 10)))
        .hasValueSatisfying(sums -> assertThat(sums).hasSize(ATHLETES / PARTITIONS));
    assertThat(checksums.byAthlete(at(1, 10))).isEmpty();
    assertThat(checksums.held()).isEqualTo(KEPT + 1 + ATHLETES / PARTITIONS);
    assertThat(checksums.total(at(0, 10))).isEqualTo(checksums.total(at(1, 10)));
  }

  @Test
  void shouldHoldAthletesForMinutesOnly() {
    checksums.expectDetails(MarkedInput.ROSTER, 0);
    reach(at(0, 10), 100);
    assertThat(checksums.byAthlete(at(0, 10))).isPresent();

    nanos.addAndGet(Duration.ofMinutes(6).toNanos());
    checksums.dropDetails();

    assertThat(checksums.held()).isEqualTo(1);
    assertThat(checksums.byAthlete(at(0, 10))).isEmpty();
    assertThat(checksums.total(at(0, 10))).isPresent();
  }

  @Test
  void shouldExpectNoMoreThanAFewMarksThatNeverCome() {
    for (long offset = 0; offset < 10_000; offset++) {
      checksums.expect(at(3, offset));
    }
    assertThat(checksums.held()).isEqualTo(KEPT);
  }

  @Test
  void shouldPassOldMarksOverUnlessSomebodyWaits() {
    AtomicInteger opened = new AtomicInteger();
    checksums.expect(at(0, 5));
    checksums.reached(at(0, 4), Long.MAX_VALUE, () -> new Rows(opened, 1));
    assertThat(opened).hasValue(0);

    checksums.reached(at(0, 5), Long.MAX_VALUE, () -> new Rows(opened, 1));
    assertThat(opened).hasValue(1);
  }

  @Test
  void shouldAddUpAFewPartitionsAtATime() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      checksums.reached(
          at(partition, 1),
          0,
          () ->
              new Rows(new AtomicInteger(), 1) {
                @Override
                public KeyValue<Bytes, byte[]> next() {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  try {
                    end.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  running.decrementAndGet();
                  return super.next();
                }
              });
    }
    await().atMost(PATIENCE).until(() -> running.get() == 4);
    end.countDown();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(checksums.held()).isEqualTo(PARTITIONS));
    assertThat(most).hasValue(4);
  }

  private void reach(MarkPosition mark, int athletes) {
    checksums.reached(mark, 0, () -> new Rows(new AtomicInteger(), athletes));
    await().atMost(PATIENCE).until(() -> checksums.total(mark).isPresent());
  }

  private static MarkPosition at(int partition, long offset) {
    return new MarkPosition(MarkedInput.ROSTER, partition, offset);
  }

  /** So many athletes. */
  private static class Rows implements KeyValueIterator<Bytes, byte[]> {
    private final int athletes;
    private int next;

    Rows(AtomicInteger opened, int athletes) {
      opened.incrementAndGet();
      this.athletes = athletes;
    }

    @Override
    public boolean hasNext() {
      return next < athletes;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      AthleteId id = new AthleteId("athlete-" + next++);
      Athlete athlete = new Athlete(id, "A", List.of(), Visibility.SHOWN, null, null);
      return KeyValue.pair(RowKeys.roster(id), RosterRow.toBytes(athlete));
    }

    @Override
    public Bytes peekNextKey() {
      throw new UnsupportedOperationException("peek");
    }

    @Override
    public void close() {}
  }
}
