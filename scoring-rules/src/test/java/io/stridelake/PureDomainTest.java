package io.stridelake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"io.stridelake.rules", "io.stridelake.scoring"},
    importOptions = DoNotIncludeTests.class)
class PureDomainTest {
  @ArchTest
  static final ArchRule SHOULD_DEPEND_ON_ACTIVITIES_YAML_AND_CEL_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "org.snakeyaml.engine..",
              "dev.cel..",
              "com.google.common.collect..", // CEL's answers are Guava's lists.
              "io.stridelake.activity",
              "io.stridelake.athlete",
              "io.stridelake.calendar",
              "io.stridelake.rules..",
              "io.stridelake.scoring..");
}
