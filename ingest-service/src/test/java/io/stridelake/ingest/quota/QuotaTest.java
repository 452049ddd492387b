package io.stridelake.ingest.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ingest.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private static final QuotaConfig CONFIG =
      new QuotaConfig(32, 0.3, 0, Duration.ofSeconds(5), Duration.ofMinutes(15));
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:01:00Z"));
  private final Quota quota = new Quota(CONFIG, clock);

  @Test
  void shouldFindOutWithOneCallFirst() {
    assertThat(quota.admit(Use.LIVE)).isTrue();
    assertThat(quota.admit(Use.LIVE)).isFalse();

    quota.answered(RateLimits.NONE, null);

    assertThat(admitted(Use.LIVE)).isEqualTo(CONFIG.concurrency());
  }

  @Test
  void shouldCountCallsUnderWayAgainstLimit() {
    learn("100,1000", "90,90");

    assertThat(admitted(Use.LIVE)).isEqualTo(10);
  }

  @Test
  void shouldLeaveReserveToLiveCalls() {
    learn("100,1000", "65,65");

    assertThat(admitted(Use.BACKFILL)).isEqualTo(5);
    assertThat(quota.admit(Use.LIVE)).isTrue();
  }

  @Test
  void shouldObserveReadLimitAsWell() {
    quota.admit(Use.LIVE);
    quota.answered(limits("200,2000", "10,10", "100,1000", "99,99"), null);

    assertThat(admitted(Use.LIVE)).isEqualTo(1);
  }

  @Test
  void shouldObserveDailyLimitOverQuarterHours() {
    learn("100,1000", "10,1000");
    clock.advance(Duration.ofHours(1));

    assertThat(quota.admit(Use.LIVE)).isFalse();

    clock.set(Instant.parse("2026-11-23T00:00:02Z"));
    assertThat(quota.admit(Use.LIVE)).isTrue();
  }

  @Test
  void shouldBeginNewQuarterHourWithOneCall() {
    learn("100,1000", "100,100");
    assertThat(quota.admit(Use.LIVE)).isFalse();
    assertThat(quota.nextCall(Use.LIVE)).isEqualTo("2026-11-22T10:15:01Z");

    clock.set(Instant.parse("2026-11-22T10:15:00.500Z"));
    assertThat(quota.admit(Use.LIVE)).isFalse();
    clock.set(Instant.parse("2026-11-22T10:15:01Z"));
    assertThat(admitted(Use.LIVE)).isEqualTo(1);
  }

  @Test
  void shouldGoByProvidersClock() {
    quota.admit(Use.LIVE);
    Instant theirs = clock.instant().minus(Duration.ofMinutes(5));
    quota.answered(limits("100,1000", "100,100", null, null), theirs);

    clock.set(Instant.parse("2026-11-22T10:05:00Z"));
    assertThat(quota.admit(Use.LIVE)).isFalse();
    clock.set(Instant.parse("2026-11-22T10:05:02Z"));
    assertThat(quota.admit(Use.LIVE)).isTrue();
  }

  @Test
  void shouldKeepLargestUsageOfAnswersThatOvertakeEachOther() {
    learn("100,1000", "50,50");
    quota.admit(Use.LIVE);
    quota.admit(Use.LIVE);
    quota.answered(limits("100,1000", "99,99", null, null), null);
    quota.answered(limits("100,1000", "98,98", null, null), null);

    assertThat(admitted(Use.LIVE)).isEqualTo(1);
  }

  @Test
  void shouldWaitAsRetryAfterSays() {
    quota.admit(Use.LIVE);
    quota.refused(RateLimits.NONE, null, Duration.ofSeconds(30));

    clock.advance(Duration.ofSeconds(29));
    assertThat(quota.admit(Use.LIVE)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(quota.admit(Use.LIVE)).isTrue();
  }

  @Test
  void shouldDoubleWaitWhenRefusalSaysNothing() {
    Duration wait = Duration.ofSeconds(5);
    for (int i = 0; i < 10; i++) {
      assertThat(quota.admit(Use.LIVE)).isTrue();
      quota.refused(RateLimits.NONE, null, null);
      Duration expected =
          wait.compareTo(Duration.ofMinutes(15)) > 0 ? Duration.ofMinutes(15) : wait;
      clock.advance(expected.minusMillis(1));
      assertThat(quota.admit(Use.LIVE)).isFalse();
      clock.advance(Duration.ofMillis(1));
      wait = expected.multipliedBy(2);
    }
  }

  @Test
  void shouldWaitForWindowWhenRefusalShowsItIsSpent() {
    quota.admit(Use.LIVE);
    quota.refused(limits("100,1000", "101,500", null, null), null, Duration.ofSeconds(1));

    clock.advance(Duration.ofMinutes(13));
    assertThat(quota.admit(Use.LIVE)).isFalse();
    clock.set(Instant.parse("2026-11-22T10:15:01Z"));
    assertThat(quota.admit(Use.LIVE)).isTrue();
  }

  @Test
  void shouldPassOverHeadersThatMakeNoSense() {
    assertThat(limits("100", "1,1", "a,b", "1,1").budgets()).isEmpty();
    assertThat(limits("100,1000", "1,-1", null, "1,1").budgets()).isEmpty();
    assertThat(limits(" 100 , 1000", "1,2", null, null).budgets()).hasSize(1);
  }

  private int admitted(Use use) {
    int count = 0;
    while (count < 1000 && quota.admit(use)) {
      count++;
    }
    return count;
  }

  private void learn(String limit, String usage) {
    quota.admit(Use.LIVE);
    quota.answered(limits(limit, usage, null, null), null);
  }

  private static RateLimits limits(
      String limit,
      String usage,
      @org.jspecify.annotations.Nullable String readLimit,
      @org.jspecify.annotations.Nullable String readUsage) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("x-ratelimit-limit", limit);
    headers.put("X-RATELIMIT-USAGE", usage);
    if (readLimit != null) {
      headers.put("X-Readratelimit-Limit", readLimit);
    }
    if (readUsage != null) {
      headers.put("X-Readratelimit-Usage", readUsage);
    }
    return RateLimits.read(name -> Optional.ofNullable(headers.get(name)));
  }
}
