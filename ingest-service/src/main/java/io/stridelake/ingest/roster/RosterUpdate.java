package io.stridelake.ingest.roster;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.ingest.access.Problem.Mistake;
import io.stridelake.ingest.access.Problems;
import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.Accounts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Stores a roster file: all of it in one transaction, or nothing. */
@Singleton
final class RosterUpdate {
  private final RosterConfig config;
  private final Registrar registrar;
  private final Roster roster;
  private final Accounts accounts;
  private final Calendar calendar;
  private final Clock clock;

  RosterUpdate(
      RosterConfig config,
      Registrar registrar,
      Roster roster,
      Accounts accounts,
      Calendar calendar,
      Clock clock) {
    this.config = config;
    this.registrar = registrar;
    this.roster = roster;
    this.accounts = accounts;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** How many athletes the file names, all of them stored now. */
  int store(byte[] file) {
    RosterFile.Contents contents = RosterFile.read(file);
    if (!contents.mistakes().isEmpty()) {
      throw Problems.badDocument("the roster has mistakes", shortened(contents.mistakes()));
    }
    return registrar.change(
        () -> new Registrar.Change<>(records(contents.lines()), contents.lines().size()));
  }

  private List<ProducerRecord<byte[], byte[]>> records(List<RosterLine> lines) {
    List<Mistake> conflicts = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (RosterLine line : lines) {
      Optional<Athlete> former = roster.get(line.athlete());
      Athlete athlete = athlete(line, former);
      if (former.isEmpty() || !former.get().equals(athlete)) {
        records.add(roster.toRecord(athlete));
      }
      for (RosterLine.NamedAccount named : line.accounts()) {
        Optional<Account> account = accounts.get(named.key());
        if (account.isEmpty()) {
          records.add(
              accounts.toRecord(Account.expected(named.key(), line.athlete(), clock.instant())));
        } else if (!account.get().athlete().equals(line.athlete())) {
          conflicts.add(named.at().mistake("the account belongs to another athlete"));
        }
      }
    }
    if (!conflicts.isEmpty()) {
      throw Problems.conflict("accounts belong to other athletes", shortened(conflicts));
    }
    return records;
  }

  private Athlete athlete(RosterLine line, Optional<Athlete> former) {
    Visibility visibility = line.visibility();
    if (visibility == null) {
      visibility = former.map(Athlete::visibility).orElse(Visibility.SHOWN);
    }
    LocalDate left = line.hasLeft() ? line.left() : former.map(Athlete::left).orElse(null);
    return new Athlete(
        line.athlete(),
        line.name(),
        former
            .map(athlete -> memberships(line, athlete))
            .orElseGet(() -> Memberships.changed(List.of(), line.department(), line.since())),
        visibility,
        former.isPresent() ? former.get().joined() : calendar.today(),
        left);
  }

  private List<Membership> memberships(RosterLine line, Athlete former) {
    boolean same = former.currentDepartment().orElse("").equals(line.department());
    if (same && line.since() == null) {
      return former.memberships();
    }
    LocalDate since = line.since() == null ? calendar.today() : line.since();
    return Memberships.changed(former.memberships(), line.department(), since);
  }

  private List<Mistake> shortened(List<Mistake> mistakes) {
    return mistakes.stream().limit(config.mostMistakes()).toList();
  }
}
