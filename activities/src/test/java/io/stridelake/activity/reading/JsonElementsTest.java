package io.stridelake.activity.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonElementsTest {
  @Test
  void shouldKeepEveryByteOfTheElements() {
    List<String> parts = cut("[ {\"a\" :1.50, \"b\":\"x]},{\\\"\\\\\"} ,\n[1,[2]],\"é,\",7 ,null]");

    assertThat(parts)
        .containsExactly(
            "{\"a\" :1.50, \"b\":\"x]},{\\\"\\\\\"}", "[1,[2]]", "\"é,\"", "7", "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " [ \n ] ", "\uFEFF[]"})
  void shouldFindNothingOnAnEmptyPage(String page) {
    assertThat(cut(page)).isEmpty();
  }

  @Test
  void shouldNotMindAByteOrderMark() {
    assertThat(cut("\uFEFF[{\"id\":1}]")).containsExactly("{\"id\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[1,2", "[1,]", "[1] [2]", "[1]x", "[{]", "[\"a]", "null", "[\u0000]"})
  void shouldRefuseWhatIsNoWholeArray(String page) {
    assertThatThrownBy(() -> cut(page)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldFindAFieldOfTheObjectItself() {
    byte[] object =
        "{\"athlete\":{\"id\":5},\"id\":12345678901234567890}".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonElements.field(object, "id")).contains("12345678901234567890");
    assertThat(JsonElements.field(object, "athlete")).isEmpty();
    assertThat(JsonElements.field(object, "name")).isEmpty();
  }

  private static List<String> cut(String page) {
    return JsonElements.cut(page.getBytes(StandardCharsets.UTF_8)).stream()
        .map(part -> new String(part, StandardCharsets.UTF_8))
        .toList();
  }
}
