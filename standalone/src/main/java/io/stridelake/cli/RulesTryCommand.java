package io.stridelake.cli;

import io.stridelake.activity.Activity;
import io.stridelake.activity.reading.ActivityReaders;
import io.stridelake.activity.reading.JsonElements;
import io.stridelake.activity.reading.Reading;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import io.stridelake.scoring.Trial;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what an activity would earn, without a server. */
@Command(name = "try", description = "Says what an activity would earn by a rule set, and why.")
final class RulesTryCommand implements Callable<Integer> {
  private static final String PROVIDER = "strava";
  private static final String KIND = "activity";

  @Parameters(paramLabel = "FILE", description = "The YAML document.")
  private Path file;

  @Option(
      names = "--activity",
      required = true,
      paramLabel = "PAYLOAD.json",
      description = "One activity as Strava's API answers it, summary or detailed.")
  private Path payload;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills in the parameters.
  RulesTryCommand() {}

  @Override
  public Integer call() {
    byte[] document = InputFile.read(file, spec.commandLine());
    byte[] activity = InputFile.read(payload, spec.commandLine());
    return switch (RuleSets.read(document)) {
      case RuleSetReading.Accepted(RuleSet ruleSet) -> attempt(ruleSet, activity);
      case RuleSetReading.Refused refused -> {
        PrintWriter err = spec.commandLine().getErr();
        refused.mistakes().forEach(mistake -> err.println(mistake.render(file.toString())));
        yield ExitCode.REFUSED;
      }
    };
  }

  private int attempt(RuleSet ruleSet, byte[] raw) {
    String id = JsonElements.field(raw, "id").orElse("unknown");
    return switch (ActivityReaders.standard().read(PROVIDER, KIND, id, raw)) {
      case Reading.Understood(Activity activity) -> {
        TrialReport report =
            new TrialReport(PROVIDER, id, activity, ruleSet, Trial.of(ruleSet, activity, PROVIDER));
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        yield ExitCode.DONE;
      }
      case Reading.Failed failed ->
          throw new Refused(
              "%s is no activity of Strava: %s, %s"
                  .formatted(payload, failed.reason().code(), failed.detail()));
    };
  }
}
