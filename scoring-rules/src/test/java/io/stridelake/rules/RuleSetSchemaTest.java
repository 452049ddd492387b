package io.stridelake.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema says what the reader says. The reader is asked from outside: at each place of a
 * document it names the keys or words that it knows when it is given one that it does not.
 */
class RuleSetSchemaTest {
  private static final String ONE_OF = "one of ";
  private static final String NONSENSE = "nonsense";
  private final JsonNode schema = read(RuleSets.schema());

  @Test
  void shouldBeASchemaItself() {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(schema)).isEmpty();
  }

  /** One test for each place, so that a new key or word is named by the test that fails. */
  @TestFactory
  List<DynamicTest> shouldKnowWhatTheReaderKnows() {
    List<DynamicTest> tests = new ArrayList<>();
    collect("%s", schema, "document", tests);
    assertThat(tests).hasSizeGreaterThan(50);
    return tests;
  }

  @Test
  void shouldAcceptTheDefaultRuleSet() {
    assertThat(Schemas.mistakes(RuleSets.defaultRuleSet())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense: 1",
        "duplicates: { min_overlap: 0 }",
        "duplicates: { min_overlap: 1.5 }",
        "counts: { private: maybe }",
        "department_moves: forget",
        "caps: [{ id: a, scope: year, max: 1 }]",
        "caps: [{ id: a, scope: day, max: -1 }]",
        "caps: []",
        "multipliers: [{ id: a }]",
        "multipliers: [{ id: a, factor: two }]",
        "multipliers: [{ id: a, factor: 2, from: 2026-13 }]",
        "seasons: [{ id: a b, from: 2026-01-01, to: 2026-01-02 }]",
        "seasons: [{ id: a, from: 2026-01-01, to: 2026-01-02, grace: 7 days }]",
      })
  void shouldRefuseWhatTheReaderRefuses(String more) {
    String right =
        """
        version: a
        rules: [{ id: any, sports: ["*"], points: { per: km, value: 1 } }]
        boards: [{ id: athletes, of: athletes, metric: points }]
        """;
    assertThat(Schemas.mistakes(right.getBytes(UTF_8))).isEmpty();

    byte[] wrong = (right + more + "\n").getBytes(UTF_8);

    assertThat(RuleSets.read(wrong)).isInstanceOf(RuleSetReading.Refused.class);
    assertThat(Schemas.mistakes(wrong)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"value: sum", "over: all", "min_team_size: 2"})
  void shouldLeaveTeamsToDepartments(String key) {
    String document =
        """
        version: a
        rules: [{ id: any, sports: ["*"], points: { per: km, value: 1 } }]
        boards: [{ id: b, metric: points, of: %s, %s }]
        """;
    for (BoardSubject of : BoardSubject.values()) {
      byte[] bytes = document.formatted(of.id(), key).getBytes(UTF_8);
      boolean accepted = RuleSets.read(bytes) instanceof RuleSetReading.Accepted;
      assertThat(accepted).isEqualTo(of == BoardSubject.DEPARTMENTS);
      assertThat(Schemas.mistakes(bytes).isEmpty()).isEqualTo(accepted);
    }
  }

  /**
   * Compares a place and all below it.
   *
   * @param frame a document in YAML's flow style with {@code %s} at the place
   * @param node the schema of the place
   */
  private void collect(String frame, JsonNode node, String place, List<DynamicTest> tests) {
    JsonNode at = resolved(node);
    tests.add(
        DynamicTest.dynamicTest(
            place + ", keys",
            () ->
                assertThat(expected(frame.formatted("{ " + NONSENSE + ": 1 }"), "unknown key"))
                    .isEqualTo(names(at.path("properties")))));
    tests.add(
        DynamicTest.dynamicTest(
            place + ", words",
            () ->
                assertThat(expected(frame.formatted(NONSENSE), "' is '" + NONSENSE + "'"))
                    .isEqualTo(words(at.path("enum")))));
    at.path("properties")
        .properties()
        .forEach(
            property -> {
              String inner = "{ " + property.getKey() + ": %s }";
              collect(
                  frame.formatted(inner),
                  property.getValue(),
                  place + "." + property.getKey(),
                  tests);
            });
    if (at.has("items")) {
      collect(frame.formatted("[ %s ]"), at.path("items"), place + "[]", tests);
    }
  }

  /** What the reader would have wanted instead of the nonsense, if that is one of some words. */
  private static Set<String> expected(String document, String about) {
    return switch (RuleSets.read(document.getBytes(UTF_8))) {
      case RuleSetReading.Accepted accepted -> throw new AssertionError(document + " was accepted");
      case RuleSetReading.Refused(List<Mistake> mistakes) ->
          mistakes.stream()
              .filter(mistake -> mistake.message().contains(about))
              .filter(mistake -> mistake.expected().startsWith(ONE_OF))
              .findFirst()
              .map(mistake -> mistake.expected().substring(ONE_OF.length()))
              .map(words -> (Set<String>) new TreeSet<>(List.of(words.split(", "))))
              .orElse(Set.of());
    };
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : schema.at(reference.substring(1));
  }

  private static Set<String> names(JsonNode properties) {
    Set<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new TreeSet<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static JsonNode read(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
