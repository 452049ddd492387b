package io.stridelake.ingest.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.athlete.Visibility;
import io.stridelake.ingest.access.Problem.Mistake;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RosterFileTest {
  @Test
  void shouldReadRowsInAnyColumnOrder() {
    List<RosterLine> lines =
        good(
            "\uFEFFname,account,left,athlete,department,visibility,since\r\n"
                + "\"Ann \"\"A\"\", Jr.\",strava:1,,ann,R&D,hidden,2026-03-01\r\n"
                + "Bob,,2026-05-01,bob,,,\r\n"
                + ",strava:2,,ann,,,\r\n");

    assertThat(lines).hasSize(2);
    RosterLine ann = lines.getFirst();
    assertThat(ann.name()).isEqualTo("Ann \"A\", Jr.");
    assertThat(ann.accounts())
        .extracting(each -> each.key().text())
        .containsExactly("strava:1", "strava:2");
    assertThat(ann.visibility()).isEqualTo(Visibility.HIDDEN);
    assertThat(ann.since()).isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(lines.get(1).left()).isEqualTo(LocalDate.of(2026, 5, 1));
  }

  @Test
  void shouldNameEveryMistakeWithItsPlace() {
    List<Mistake> mistakes =
        mistakes(
            """
            athlete,name,department,account,since
            a b,,D,polar:1,soon
            ann,,D,strava:0,
            bob,"Bob
            Two",D,1234,yesterday
            eve,Eve,D
            """);

    assertThat(mistakes)
        .extracting(each -> each.line() + ":" + each.column())
        .containsExactly("2:1", "2:5", "2:8", "2:16", "3:5", "3:8", "4:5", "5:8", "5:13", "6:1");
  }

  @Test
  void shouldRefuseSameAccountOfTwoAthletesInOneFile() {
    assertThat(mistakes("athlete,name,department,account\na,A,,strava:1\nb,B,,strava:1\n"))
        .extracting(Mistake::line, Mistake::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(3, 6));
  }

  @Test
  void shouldRefuseLeavingBeforeTheDepartmentBegins() {
    String header = "athlete,name,department,account,since,left\n";
    assertThat(mistakes(header + "a,A,,,2026-05-01,2026-04-30\nb,B,,,2026-05-01,2026-05-01\n"))
        .containsExactly(
            new Mistake(2, 18, "left before since (expected 2026-05-01 or a later day)"));
  }

  @Test
  void shouldRefuseRowsOfOneAthleteThatContradict() {
    assertThat(mistakes("athlete,name,department,account\na,A,D,strava:1\na,B,D,strava:2\n"))
        .extracting(Mistake::line, Mistake::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(3, 3));
  }

  @Test
  void shouldRefuseHeaderWithMissingUnknownOrRepeatedColumns() {
    assertThat(mistakes("athlete,name,name,team\n")).hasSize(4);
    assertThat(mistakes("")).hasSize(1);
    assertThat(mistakes("\n\n")).hasSize(1);
  }

  @Test
  void shouldRefuseBrokenQuotes() {
    assertThat(mistakes("athlete,name,department,account\na,\"A,D,\n"))
        .extracting(Mistake::line, Mistake::column)
        .contains(org.assertj.core.groups.Tuple.tuple(2, 3));
    assertThat(mistakes("athlete,name,department,account\na,A\"B,D,\n")).isNotEmpty();
    assertThat(mistakes("athlete,name,department,account\na,\"A\"B,D,\n")).isNotEmpty();
  }

  @Test
  void shouldSayWhereItIsNotUtf8() {
    byte[] bytes = "athlete,name,department,account\na,AX,D,\n".getBytes(UTF_8);
    bytes[bytes.length - 5] = (byte) 0xff;

    assertThat(RosterFile.read(bytes).mistakes())
        .extracting(Mistake::line, Mistake::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 4));
  }

  @Test
  void shouldSurviveMutatedFiles() {
    byte[] good =
        "athlete,name,department,account,since\na,\"A\nB\",D,strava:1,2026-01-01\r\n"
            .getBytes(UTF_8);
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int changes = random.nextInt(5); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      RosterFile.Contents contents = RosterFile.read(bytes);
      assertThat(
              contents.mistakes().isEmpty()
                  && contents.lines().isEmpty()
                  && !new String(bytes, UTF_8).startsWith("athlete"))
          .isFalse();
    }
  }

  private static List<RosterLine> good(String text) {
    RosterFile.Contents contents = RosterFile.read(text.getBytes(UTF_8));
    assertThat(contents.mistakes()).isEmpty();
    return contents.lines();
  }

  private static List<Mistake> mistakes(String text) {
    return RosterFile.read(text.getBytes(UTF_8)).mistakes();
  }
}
