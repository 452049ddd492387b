package io.stridelake.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.stridelake.query.answer.AnswerCache;
import io.stridelake.query.answer.AnswerKey;
import io.stridelake.query.answer.AnswerSource;
import io.stridelake.query.answer.JsonAnswers;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.events.Feeds;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.vocabulary.Vocabularies;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

@AnalyzeClasses(
    packages = "io.stridelake.query",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule SHOULD_HAVE_NO_KAFKA =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule SHOULD_KEEP_MERGING_FREE_OF_HTTP =
      noClasses()
          .that()
          .resideInAnyPackage("..merge..", "..amount..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micronaut.http..", "..cluster..");

  @ArchTest
  static final ArchRule SHOULD_NAME_THE_STANDINGS_OF_WHAT_IS_KEPT_OR_SIGNED =
      classes()
          .that()
          .areRecords()
          .and()
          .haveNameMatching(".*[.$](.*Key|Cursor)")
          .should(namingTheStandings());

  @ArchTest
  static final ArchRule SHOULD_KEEP_AND_TAG_ANSWERS_UNDER_THEIR_STANDINGS =
      classes()
          .that()
          .belongToAnyOf(AnswerCache.class, Feeds.class, JsonAnswers.class, Vocabularies.class)
          .and()
          .areTopLevelClasses()
          .should(takingTheStandings());

  @ArchTest
  static final ArchRule SHOULD_ASK_FOR_A_DERIVATION_AND_NOT_FOR_AN_ID =
      noMethods()
          .that()
          .areDeclaredIn(PartitionClient.class)
          .and()
          .arePublic()
          .should()
          .haveRawParameterTypes(
              DescribedPredicate.describe(
                  "with a bare number for a generation",
                  types -> types.stream().anyMatch(type -> type.isEquivalentTo(int.class))));

  @ArchTest
  static final ArchRule SHOULD_HAVE_NO_CYCLES =
      slices().matching("io.stridelake.query.(*)..").should().beFreeOfCycles();

  private static final Set<String> STANDINGS =
      Set.of(
          AnswerKey.class.getName(),
          AnswerSource.class.getName(),
          GenerationIdentity.class.getName());

  private static ArchCondition<JavaClass> namingTheStandings() {
    return condition(
        "have a component that names the standings",
        type -> type.getFields().stream().map(field -> field.getRawType().getName()).toList());
  }

  private static ArchCondition<JavaClass> takingTheStandings() {
    return condition(
        "take what names the standings in a public method",
        type ->
            type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(method -> method.getRawParameterTypes().stream())
                .map(JavaClass::getName)
                .toList());
  }

  private static ArchCondition<JavaClass> condition(
      String description, Function<JavaClass, List<String>> types) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean names = types.apply(type).stream().anyMatch(STANDINGS::contains);
        events.add(
            new SimpleConditionEvent(
                type, names, type.getName() + (names ? " names them" : " does not name them")));
      }
    };
  }
}
