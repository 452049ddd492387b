package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Oracle;
import io.stridelake.system.oracle.Oracle.Filter;
import io.stridelake.system.oracle.OracleBoard;
import io.stridelake.system.oracle.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One instance of scoring-streams answers as two do. */
@Order(2)
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@ExtendWith(CompanyYear.Teller.class)
@Tag(Lane.INSTALLATION)
final class TwoInstancesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What makes answers equal: body and tag. */
  private record Same(String body, String tag) {}

  @Test
  void shouldAnswerWithOneInstanceAsWithTwo(CompanyYear year) throws InterruptedException {
    // given
    Oracle oracle = year.awaitCaughtUp();
    year.poller().stop();
    List<String> paths = paths(oracle);
    Map<String, Same> byTwo = answers(year.installation, paths);

    // when
    year.installation.streams(1).close();
    Map<String, Same> byOne = answers(year.installation, paths);

    // then
    Differences differences = new Differences();
    byTwo.forEach((path, answer) -> differences.compare(path, byOne.get(path), answer));
    differences.assertNone();
    System.out.println("Two instances: " + paths.size() + " bodies and tags equal to those of one");

    // and a tag that holds is a 304 whoever answers
    byOne.forEach((path, answer) -> shouldBeUnmodified(year.installation, path, answer.tag()));
    year.installation.streams(1).start();
  }

  private static void shouldBeUnmodified(Installation installation, String path, String tag) {
    Http.Answer again = installation.http().get(installation.api(path), "If-None-Match", tag);
    assertThat(again.status()).as(path).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.header("Cache-Control")).hasValue("no-cache");
  }

  private static List<String> paths(Oracle oracle) {
    List<String> paths = new ArrayList<>();
    for (Stretch period : oracle.periods()) {
      if (List.of("month", "year", "all", "season").contains(period.kind())) {
        paths.add("/totals?" + period.query());
        for (OracleBoard board : OracleBoard.BOARDS) {
          if (board.has(period)) {
            paths.add(Comparison.path(board, period, Filter.NONE, 5));
          }
        }
      }
    }
    return paths;
  }

  private static Map<String, Same> answers(Installation installation, List<String> paths) {
    Map<String, Same> answers = new LinkedHashMap<>();
    for (String path : paths) {
      installation
          .await(path, PATIENCE)
          .until(
              () -> {
                Http.Answer answer = installation.http().get(installation.api(path));
                if (answer.status() == 200) {
                  answers.put(path, new Same(answer.text(), answer.header("ETag").orElseThrow()));
                }
                return answer.status() == 200;
              });
    }
    return answers;
  }
}
