package io.stridelake.ingest.connect;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.inbox.InboxCodec;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.inbox.InboxHeaders;
import io.stridelake.ingest.inbox.InboxRecords;
import io.stridelake.ingest.roster.Calendar;
import io.stridelake.ingest.roster.Registrar;
import io.stridelake.ingest.roster.Roster;
import io.stridelake.ingest.strava.Grant;
import io.stridelake.topics.AccountKey;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Links a connected account to its athlete. The tokens go into the account's inbox in the same
 * transaction: from there on its one writer takes over.
 */
@Singleton
final class Newcomers {
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LENGTH = 16;
  private static final String NAMELESS = "Strava athlete";

  private final Registrar registrar;
  private final Roster roster;
  private final Accounts accounts;
  private final InboxRecords inbox;
  private final Calendar calendar;
  private final SecureRandom random;
  private final Clock clock;

  Newcomers(
      Registrar registrar,
      Roster roster,
      Accounts accounts,
      InboxRecords inbox,
      Calendar calendar,
      SecureRandom random,
      Clock clock) {
    this.registrar = registrar;
    this.roster = roster;
    this.accounts = accounts;
    this.inbox = inbox;
    this.calendar = calendar;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Stores the connection; the athlete is the one whom the roster names, else a new one.
   *
   * @throws org.apache.kafka.common.KafkaException if nothing could be stored
   */
  void connect(AccountKey key, Grant.Profile profile, byte[] sealed, Set<String> scopes) {
    registrar.change(
        () -> {
          List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
          if (accounts.get(key).isEmpty()) {
            Athlete athlete = newcomer(profile);
            records.add(roster.toRecord(athlete));
            records.add(accounts.toRecord(Account.expected(key, athlete.id(), clock.instant())));
          }
          records.add(connected(key, sealed, scopes));
          return new Registrar.Change<>(records, key);
        });
  }

  private ProducerRecord<byte[], byte[]> connected(
      AccountKey key, byte[] sealed, Set<String> scopes) {
    return inbox.of(
        key,
        InboxCodec.write(new InboxEvent.Connected(key, sealed, scopes)),
        InboxHeaders.fresh(
            InboxHeaders.Type.CONNECTED, clock.instant(), UUID.randomUUID().toString()));
  }

  private Athlete newcomer(Grant.Profile profile) {
    String name = (profile.firstName() + " " + profile.lastName()).strip();
    return new Athlete(
        new AthleteId(randomId()),
        name.isEmpty() ? NAMELESS : name,
        List.of(),
        Visibility.SHOWN,
        calendar.today(),
        null);
  }

  private String randomId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
