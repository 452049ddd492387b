package io.stridelake.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.UnreadableReason;
import io.stridelake.athlete.AthleteId;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.mapping.CatalogueEntryMapper;
import io.stridelake.streams.Brake;
import io.stridelake.streams.ExpectedTopology;
import io.stridelake.streams.RawAvroSerde;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.DeadLetterHeaders;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTopologyTest {
  /** The driver has one partition, so all athletes but those of partition 0 are misplaced. */
  private static final TopicCatalogue TOPICS = new TopicCatalogue(2, (short) 1);

  private static final AthleteId AT_HOME = athleteOf(0);
  private static final AthleteId MISPLACED = athleteOf(1);
  private static final Instant RECEIVED = Instant.parse("2026-11-22T10:00:00.123Z");

  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> lake;
  private TestOutputTopic<byte[], CatalogueEntryValue> activities;
  private TestOutputTopic<byte[], byte[]> deadLetters;

  @BeforeEach
  void startDriver() {
    Properties settings = new Properties();
    settings.put("application.id", "catalogue-test-" + UUID.randomUUID());
    settings.put("bootstrap.servers", "none:1");
    settings.put("state.dir", "target/state");
    driver =
        new TopologyTestDriver(
            CatalogueTopology.of(
                TOPICS,
                1,
                RawAvroSerde.of(CatalogueEntryValue.getClassSchema()),
                new Brake(),
                new InputLag()),
            settings);
    lake =
        driver.createInputTopic(
            TOPICS.lake().name(), new ByteArraySerializer(), new ByteArraySerializer());
    activities =
        driver.createOutputTopic(
            TOPICS.activities(1).name(),
            new ByteArrayDeserializer(),
            RawAvroSerde.<CatalogueEntryValue>of(CatalogueEntryValue.getClassSchema())
                .deserializer());
    deadLetters =
        driver.createOutputTopic(
            TOPICS.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stopDriver() {
    driver.close();
  }

  @Test
  void shouldReadAnActivityIntoOneEntryUnderItsKey() {
    put(key(AT_HOME, "7"), run("7"), headers(false));

    TestRecord<byte[], CatalogueEntryValue> entry = activities.readRecord();
    assertThat(new String(entry.key(), UTF_8)).isEqualTo(AT_HOME + "/strava/7/activity");
    assertThat(entry.timestamp()).isEqualTo(99);
    CatalogueEntry.Readable readable =
        (CatalogueEntry.Readable) CatalogueEntryMapper.toDomain(entry.value());
    assertThat(readable.raw()).isEqualTo(new RawRecordPosition(0, 0, RECEIVED));
    assertThat(readable.activity().localDate()).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(activities.isEmpty()).isTrue();
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void shouldKeepADeletionAsAValue() {
    put(key(AT_HOME, "7"), new byte[0], headers(true));

    assertThat(CatalogueEntryMapper.toDomain(activities.readValue()))
        .isEqualTo(new CatalogueEntry.Deleted(new RawRecordPosition(0, 0, RECEIVED)));
  }

  @Test
  void shouldGiveAnEmptyPayloadWithoutTheHeaderAsUnreadable() {
    put(key(AT_HOME, "7"), new byte[0], headers(false));

    assertThat(CatalogueEntryMapper.toDomain(activities.readValue()))
        .isInstanceOf(CatalogueEntry.Unreadable.class);
    assertThat(deadLetters.getQueueSize()).isEqualTo(1);
  }

  @Test
  void shouldSendWhatNobodyCanReadToTheDeadLettersTooAndGoOn() {
    put(key(AT_HOME, "7"), "{\"id\":".getBytes(UTF_8), headers(false));
    put(key(AT_HOME, "8"), run("8"), headers(false));

    CatalogueEntry.Unreadable entry =
        (CatalogueEntry.Unreadable) CatalogueEntryMapper.toDomain(activities.readValue());
    assertThat(entry.reason()).isEqualTo(UnreadableReason.MALFORMED.code());
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.key()).isEqualTo(key(AT_HOME, "7"));
    assertThat(letter.value()).isEqualTo("{\"id\":".getBytes(UTF_8));
    assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("malformed");
    assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("0");
    assertThat(header(letter, LakeHeaders.PROVIDER)).isEqualTo("strava");
    assertThat(CatalogueEntryMapper.toDomain(activities.readValue()))
        .isInstanceOf(CatalogueEntry.Readable.class);
  }

  @Test
  void shouldGiveAKeyThatNamesNoActivityNoEntry() {
    put("nonsense".getBytes(UTF_8), run("7"), headers(false));

    assertThat(activities.isEmpty()).isTrue();
    assertThat(header(deadLetters.readRecord(), DeadLetterHeaders.REASON)).isEqualTo("bad-key");
  }

  @Test
  void shouldNotLetAMisplacedRecordOverwriteTheRightOne() {
    put(key(MISPLACED, "7"), run("7"), headers(false));

    assertThat(activities.isEmpty()).isTrue();
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("wrong-partition");
    assertThat(header(letter, DeadLetterHeaders.MESSAGE)).isEqualTo("partition 0 (expected 1)");
  }

  @Test
  void shouldPassATombstoneOn() {
    put(key(AT_HOME, "7"), null, new RecordHeaders());

    assertThat(activities.readRecord().value()).isNull();
  }

  @Test
  void shouldReadARecordWhoseHeadersAreDamaged() {
    put(key(AT_HOME, "7"), run("7"), new RecordHeaders());

    assertThat(activities.readValue().getReceivedAt()).isEqualTo(Instant.ofEpochMilli(99));
  }

  @Test
  void shouldBeTheTopologyThatWasReviewed() throws IOException {
    ExpectedTopology.verify(
        CatalogueTopologyTest.class,
        CatalogueTopology.of(
            new TopicCatalogue(),
            1,
            RawAvroSerde.of(CatalogueEntryValue.getClassSchema()),
            new Brake(),
            new InputLag()));
  }

  @SuppressWarnings("NullAway") // a null value is a tombstone
  private void put(byte[] key, byte @Nullable [] value, Headers headers) {
    lake.pipeInput(new TestRecord<>(key, value, headers, 99L));
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static Headers headers(boolean deleted) {
    Headers headers = new RecordHeaders();
    new LakeHeaders(
            "strava", "activity", "application/json", RECEIVED, Origin.WEBHOOK, null, deleted)
        .addTo(headers);
    return headers;
  }

  private static byte[] key(AthleteId athlete, String id) {
    return new LakeKey(athlete, "strava", "activity", id).bytes();
  }

  private static byte[] run(String id) {
    return """
    {"id": %s, "sport_type": "Run", "start_date_local": "2026-11-22T23:59:00Z",
     "start_date": "2026-11-23T04:59:00Z", "utc_offset": -18000.0,
     "distance": 1000.5, "moving_time": 300, "elapsed_time": 310}
    """
        .formatted(id)
        .getBytes(UTF_8);
  }

  private static AthleteId athleteOf(int partition) {
    return Stream.iterate(0, number -> number + 1)
        .map(number -> new AthleteId("a-" + number))
        .filter(athlete -> Partitions.ofAthlete(athlete, 2) == partition)
        .findFirst()
        .orElseThrow();
  }
}
