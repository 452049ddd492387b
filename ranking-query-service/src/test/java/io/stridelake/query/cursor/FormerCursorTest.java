package io.stridelake.query.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stridelake.query.access.AccessSettings;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import org.junit.jupiter.api.Test;

/** Cursors that another version of the service gave out. */
final class FormerCursorTest {
  private final Seal seal = new Seal(new AccessSettings("admin", "service"));
  private final CursorCodec codec = new CursorCodec(seal);

  @Test
  void shouldAskForANewBeginning() {
    String former = seal.close(new byte[] {2, 0, 0, 0});

    assertThatThrownBy(() -> codec.read(former))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.STALE_CURSOR));
  }

  @Test
  void shouldNotKnowWhatIsNotOurs() {
    Seal foreign = new Seal(new AccessSettings("admin", "another"));

    assertThat(codec.read(foreign.close(new byte[] {2, 0, 0, 0}))).isEmpty();
    assertThat(codec.read("nonsense")).isEmpty();
  }
}
