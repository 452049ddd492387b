package io.stridelake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.stridelake", importOptions = DoNotIncludeTests.class)
class PureDomainTest {
  @ArchTest
  static final ArchRule SHOULD_DEPEND_ON_THE_LANGUAGE_AND_A_JSON_PARSER_ONLY =
      classes()
          .that()
          .resideOutsideOfPackage("io.stridelake.requirement..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "com.fasterxml.jackson.core..",
              "io.stridelake.activity..",
              "io.stridelake.athlete..",
              "io.stridelake.calendar..");
}
