package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FingerprintsTest {
  /** Used again and again, as a board uses one. */
  private static final Fingerprints FINGERPRINTS = new Fingerprints();

  @Property(tries = 1000)
  void shouldBeTheHashOfTheSameTextsAndNumbers(@ForAll List<String> texts, @ForAll long[] numbers) {
    String id = text(texts, 0);
    String name = text(texts, 1);
    String department = text(texts, 2);
    HashValue128 expected =
        Hashing.murmur3_128()
            .hashStream()
            .putString(id)
            .putString(name)
            .putString(department)
            .putLongArray(numbers)
            .get();

    Fingerprint made = FINGERPRINTS.of(id, name, department, numbers);

    assertThat(made)
        .isEqualTo(
            new Fingerprint(expected.getMostSignificantBits(), expected.getLeastSignificantBits()));
  }

  private static String text(List<String> texts, int index) {
    return index < texts.size() ? texts.get(index) : "";
  }
}
