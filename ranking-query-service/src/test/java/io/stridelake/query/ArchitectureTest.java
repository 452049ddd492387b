package io.stridelake.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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
  static final ArchRule SHOULD_HAVE_NO_CYCLES =
      slices().matching("io.stridelake.query.(*)..").should().beFreeOfCycles();
}
