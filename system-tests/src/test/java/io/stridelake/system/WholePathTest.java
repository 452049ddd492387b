package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Oracle;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a webhook to every page of the public API, held against the oracle. */
@Order(1)
@Timeout(value = 30, unit = java.util.concurrent.TimeUnit.MINUTES)
@ExtendWith(CompanyYear.Teller.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Lane.INSTALLATION)
final class WholePathTest {
  @Test
  @Order(1)
  void shouldShowWhatIsTrueOnEveryPage(CompanyYear year) throws InterruptedException {
    // given
    Oracle oracle = year.awaitCaughtUp();
    Comparison comparison = new Comparison(year.installation, oracle);

    // when
    Instant began = Instant.now();
    comparison.compareEverything();

    // then
    System.out.printf(
        "Whole path: changes %s, events %s, %d counted activities, %d periods, %d requests "
            + "(%d after a 503), %d rows and values equal, compared in %d s%n",
        year.script.counts(),
        year.company.simulator().events(),
        oracle.size(),
        oracle.periods().size(),
        comparison.requests(),
        comparison.postponed(),
        comparison.compared(),
        Duration.between(began, Instant.now()).toSeconds());
    int changes = year.script.counts().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(changes).isGreaterThanOrEqualTo(3_000);
    assertThat(year.script.counts()).hasSize(9);
  }

  @Test
  @Order(2)
  void shouldNeverHaveAnsweredWronglyMeanwhile(CompanyYear year) throws InterruptedException {
    // when
    year.poller().stop();

    // then
    System.out.println("Poller: " + year.poller().summary());
    assertThat(year.poller().good()).isGreaterThan(50);
  }

  /** For each activity what it earned and why, and that these make up each athlete's row. */
  @Test
  @Order(3)
  void shouldExplainEveryActivity(CompanyYear year) throws InterruptedException {
    // given
    ActivitiesComparison comparison =
        new ActivitiesComparison(year.installation, year.awaitCaughtUp());

    // when
    comparison.compare();

    // then
    System.out.println("Activities: " + comparison.summary());
    assertThat(comparison.explained()).isGreaterThan(200);
  }

  /** So that a run with other parts cannot have been one with ours. */
  @Test
  @Order(4)
  void shouldHaveUsedTheSerdeAndRegistryThatWereAskedFor(CompanyYear year) {
    // when
    String subjects =
        year.installation.http().get(year.installation.registryUrl() + "/subjects").text();
    boolean another = year.installation.streams(0).logged("go through another serde than ours");

    // then
    System.out.printf(
        "Registry %s has %s; the serde is %s%n",
        year.installation.registryUrl(), subjects, another ? Installation.SERDE : "ours");
    assertThat(subjects)
        .contains(
            "\"stridelake.accounts-value\"",
            "\"stridelake.activities.c1-value\"",
            "\"stridelake.roster-value\"");
    assertThat(another).isEqualTo(!Installation.SERDE.isEmpty());
  }
}
