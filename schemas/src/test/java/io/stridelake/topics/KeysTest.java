package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import java.util.concurrent.Callable;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final AthleteId ANNA = new AthleteId("anna");

  @Test
  void shouldEncodeWhatSeparates() {
    LakeKey key = new LakeKey(ANNA, "strava", "activity", "a/b %:ü");
    assertThat(key.text()).isEqualTo("anna/strava/activity/a%2Fb%20%25%3A%C3%BC");
    assertThat(new AccountKey("strava", "123").text()).isEqualTo("strava:123");
    assertThat(CatalogueKey.text(CatalogueKey.of(key)))
        .isEqualTo("anna/strava/a%2Fb%20%25%3A%C3%BC/activity");
  }

  @Property
  void shouldReadBackWhatItWrote(
      @ForAll("athletes") AthleteId athlete,
      @ForAll("parts") String provider,
      @ForAll("parts") String kind,
      @ForAll("parts") String id) {
    LakeKey key = new LakeKey(athlete, provider, kind, id);
    ActivityKey entry = CatalogueKey.of(key);
    AccountKey account = new AccountKey(provider, id);

    assertThat(LakeKey.parse(key.bytes())).isEqualTo(key);
    assertThat(LakeKey.athleteOf(key.bytes())).isEqualTo(athlete);
    assertThat(CatalogueKey.parse(CatalogueKey.bytes(entry))).isEqualTo(entry);
    assertThat(AccountKey.parse(account.bytes())).isEqualTo(account);
  }

  /** One key, one form: otherwise two keys would mean the same record. */
  @Property
  void shouldRefuseEveryOtherFormOfAKey(@ForAll("hostile") byte[] bytes) {
    LakeKey key;
    try {
      key = LakeKey.parse(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("expected");
      return;
    }
    assertThat(key.bytes()).isEqualTo(bytes);
  }

  @Property
  void shouldPutPlainKeysTogetherAsAllOthers(
      @ForAll("anyText") String first, @ForAll("anyText") String second) throws Exception {
    assertThat(outcome(() -> new String(KeyParts.join('/', first, second), UTF_8)))
        .isEqualTo(outcome(() -> new String(KeyParts.encode('/', first, second), UTF_8)));
  }

  @Property
  void shouldTakePlainKeysApartAsAllOthers(
      @ForAll("keys") byte[] key, @ForAll @IntRange(min = 1, max = 4) int count) throws Exception {
    assertThat(outcome(() -> KeyParts.split(key, '/', count, "form")))
        .isEqualTo(outcome(() -> KeyParts.decode(key, '/', count, "form")));
  }

  @Test
  void shouldKnowPlainKeys() {
    byte[] plain = "anna/strava/A-Z_.~/159".getBytes(UTF_8);

    assertThat(PlainKeyParts.split(plain, '/', 4))
        .containsExactly("anna", "strava", "A-Z_.~", "159");
    assertThat(PlainKeyParts.join('/', "anna", "strava", "A-Z_.~", "159")).isEqualTo(plain);
    assertThat(PlainKeyParts.split("anna/%20".getBytes(UTF_8), '/', 2)).isNull();
    assertThat(PlainKeyParts.join('/', "anna", " ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "anna/strava/activity",
        "anna/strava/activity/1/2",
        "anna//activity/1",
        "anna/strava/activity/%2",
        "anna/strava/activity/%2f",
        "anna/strava/activity/%41",
        "anna/strava/activity/%FF",
        "anna/strava/activity/1%00",
        "anna/strava/activity/ü",
        "an na/strava/activity/1",
        "%61nna/strava/activity/1"
      })
  void shouldSayWhatWasExpected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LakeKey.parse(text.getBytes(UTF_8)))
        .withMessageContaining("expected");
  }

  @Test
  void shouldRefuseHalfACharacter() {
    LakeKey key = new LakeKey(ANNA, "strava", "activity", "\uD800");
    assertThatIllegalArgumentException().isThrownBy(key::text);
  }

  @Test
  void shouldRefuseWhatSeparatesInStores() {
    LakeKey key = new LakeKey(ANNA, "strava", "activity", "1\0");
    assertThatIllegalArgumentException().isThrownBy(key::text);
  }

  @Provide
  Arbitrary<AthleteId> athletes() {
    return Arbitraries.strings()
        .withChars("abcXYZ019._-")
        .ofMinLength(1)
        .ofMaxLength(64)
        .map(AthleteId::new);
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.strings()
        .all()
        .ofMinLength(1)
        .ofMaxLength(40)
        .filter(text -> text.indexOf(0) < 0 && UTF_8.newEncoder().canEncode(text));
  }

  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("abcXYZ019._-~").ofMaxLength(20),
        Arbitraries.strings().withChars("aZ0~ /%:ü\0\uD800\uDC00").ofMaxLength(6),
        Arbitraries.strings().all().ofMaxLength(6));
  }

  @Provide
  Arbitrary<byte[]> keys() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("aZ0~-/").ofMaxLength(12).map(text -> text.getBytes(UTF_8)),
        hostile(),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(6));
  }

  private static Object outcome(Callable<Object> action) throws Exception {
    try {
      return action.call();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Provide
  Arbitrary<byte[]> hostile() {
    return Arbitraries.strings()
        .withChars("ab/%2F0G:~.é ")
        .ofMinLength(7)
        .ofMaxLength(20)
        .map(text -> ("a/b/" + text).getBytes(UTF_8));
  }
}
