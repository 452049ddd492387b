package io.stridelake.ranking.leaderboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IdIndexTest {
  @Property(tries = 500)
  void shouldFindEveryIdAndNoOther(
      @ForAll("ids") Set<String> all, @ForAll("ids") Set<String> more) {
    List<String> ids = List.copyOf(all);

    IdIndex index = new IdIndex(ids.toArray(String[]::new));

    for (int number = 0; number < ids.size(); number++) {
      assertThat(index.number(ids.get(number))).isEqualTo(number);
      assertThat(found(index, ids.get(number))).isEqualTo(number);
    }
    more.stream()
        .filter(id -> !all.contains(id))
        .forEach(
            id -> {
              assertThat(index.number(id)).isEqualTo(-1);
              assertThat(found(index, id)).isEqualTo(-1);
            });
  }

  /** All of them have one hash. */
  @Test
  void shouldTellIdsOfEqualHashApart() {
    String[] ids = {"AaAa", "AaBB", "BBAa"};

    IdIndex index = new IdIndex(ids);

    assertThat(index.number("BBAa")).isEqualTo(2);
    assertThat(found(index, "AaBB")).isEqualTo(1);
    assertThat(index.number("BBBB")).isEqualTo(-1);
    assertThat(found(index, "BBBB")).isEqualTo(-1);
  }

  @Provide
  Arbitrary<Set<String>> ids() {
    return Arbitraries.strings()
        .withChars("ABab._-09")
        .ofMinLength(1)
        .ofMaxLength(4)
        .set()
        .ofMaxSize(60);
  }

  /** Asked for with others, as a scan does. */
  private static int found(IdIndex index, String id) {
    int[] numbers = new int[3];
    index.numbers(List.of(key("n.o.n.e"), key(id), key("")), 2, numbers);
    assertThat(numbers[0]).isEqualTo(-1);
    return numbers[1];
  }

  private static byte[] key(String id) {
    return ("d-" + id).getBytes(US_ASCII);
  }
}
