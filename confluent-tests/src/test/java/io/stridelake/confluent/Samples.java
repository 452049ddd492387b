package io.stridelake.confluent;

import io.stridelake.schema.AccountState;
import io.stridelake.schema.AccountValue;
import io.stridelake.schema.ActivityValue;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.AthleteVisibility;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.DeletedValue;
import io.stridelake.schema.MembershipValue;
import io.stridelake.schema.UnreadableValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Values of every schema, with every optional field there and not there. */
final class Samples {
  private static final long MICROS_OF_CENTURY = 3_155_760_000_000_000L;

  private final Random random = new Random(25);

  /** Every kind of value, many times. */
  Stream<SpecificRecord> values(int rounds) {
    return Stream.generate(this::round).limit(rounds).flatMap(List::stream);
  }

  private List<SpecificRecord> round() {
    return List.of(
        athlete(),
        account(),
        entry(activity()),
        entry(new DeletedValue()),
        entry(new UnreadableValue("no-json", text())));
  }

  private AthleteValue athlete() {
    return new AthleteValue(
        text(),
        text(),
        Stream.generate(this::membership).limit(random.nextInt(4)).toList(),
        random.nextBoolean() ? AthleteVisibility.SHOWN : AthleteVisibility.HIDDEN,
        random.nextBoolean() ? date() : null,
        random.nextBoolean() ? date() : null,
        random.nextBoolean());
  }

  private MembershipValue membership() {
    return new MembershipValue(
        text(), random.nextBoolean() ? date() : null, random.nextBoolean() ? date() : null);
  }

  private AccountValue account() {
    byte[] tokens = new byte[random.nextInt(300)];
    random.nextBytes(tokens);
    AccountState[] states = AccountState.values();
    return new AccountValue(
        text(),
        Stream.generate(this::text).limit(random.nextInt(3)).toList(),
        states[random.nextInt(states.length)],
        random.nextBoolean() ? ByteBuffer.wrap(tokens) : null,
        random.nextLong(),
        Instant.ofEpochMilli(random.nextInt()),
        random.nextBoolean() ? Instant.ofEpochMilli(random.nextInt()) : null);
  }

  private CatalogueEntryValue entry(Object what) {
    return new CatalogueEntryValue(
        what, random.nextInt(), random.nextLong(), Instant.ofEpochMilli(random.nextInt()));
  }

  private ActivityValue activity() {
    long micros = random.nextLong(MICROS_OF_CENTURY);
    LocalDateTime start =
        LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(Math.multiplyExact(micros, 1_000));
    return new ActivityValue(
        text(),
        random.nextBoolean() ? start.toInstant(java.time.ZoneOffset.UTC) : null,
        start,
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextDouble(),
        random.nextGaussian(),
        random.nextBoolean() ? random.nextDouble() : null,
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean());
  }

  private LocalDate date() {
    return LocalDate.ofEpochDay(random.nextInt(-40_000, 40_000));
  }

  private String text() {
    return random
        .ints(random.nextInt(20), ' ', 0xD7FF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
