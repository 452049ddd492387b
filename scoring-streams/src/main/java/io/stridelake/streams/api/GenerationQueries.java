package io.stridelake.streams.api;

import io.stridelake.calendar.Period;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.generation.GenerationRunner;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks one generation's partitions of this instance. */
final class GenerationQueries {
  private final BoardQueries boards;
  private final ActivityQueries activities;
  private final HotQuestions hot = new HotQuestions(System::nanoTime);
  private final List<Integer> all;

  /**
   * Asks a generation.
   *
   * @param own its partitions here
   * @param lake the name of the lake's topic
   * @param partitions how many there are
   */
  GenerationQueries(
      ServedGeneration generation,
      OwnPartitions own,
      GenerationRunner runner,
      String lake,
      int partitions) {
    this.boards = new BoardQueries(own, generation, runner, partitions);
    this.activities = new ActivityQueries(own, generation, runner, lake);
    this.all = IntStream.range(0, partitions).boxed().toList();
  }

  /**
   * One answer for each partition that was asked.
   *
   * @throws IllegalArgumentException if the question makes no sense
   */
  List<PartitionAnswer> answer(BoardQuestion question) {
    return switch (question.query()) {
      case BoardQuestion.AboutBoard about -> {
        List<PartitionAnswer> answers = boards.answer(question, about);
        hot.asked(question.view(), about);
        yield answers;
      }
      case BoardQuestion.AboutActivities about -> activities.answer(question, about);
    };
  }

  /**
   * Builds the boards that another generation was asked for lately, as far as this one has them.
   *
   * @param other the other one, or null if that does not run here
   * @return the partitions here that can answer
   */
  List<Integer> warm(@Nullable GenerationQueries other) {
    BoardQuestion.AboutBoard version = new BoardQuestion.Version();
    BoardQuestion.View allTime =
        new BoardQuestion.View(
            null, Period.ALL_TIME.from(), Period.ALL_TIME.to(), null, null, null);
    Set<Integer> ready = ready(allTime, version, all);
    List<HotQuestions.Asked> hottest = other == null ? List.of() : other.hot.questions();
    for (HotQuestions.Asked asked : hottest) {
      // A board of that name may rank something else here; what nobody can ask needs no warmth.
      if (boards.canBeAsked(asked.view(), asked.about())) {
        ready.retainAll(ready(asked.view(), asked.about(), List.copyOf(ready)));
      }
    }
    return List.copyOf(ready);
  }

  private Set<Integer> ready(
      BoardQuestion.View view, BoardQuestion.AboutBoard about, List<Integer> partitions) {
    return boards
        .answer(new BoardQuestion(partitions, view, null, false, false, false, about), about)
        .stream()
        .filter(answer -> answer.status().equals("ok"))
        .map(PartitionAnswer::partition)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
