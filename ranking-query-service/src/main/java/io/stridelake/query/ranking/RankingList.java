package io.stridelake.query.ranking;

import io.stridelake.calendar.PeriodKind;
import io.stridelake.query.answer.Answer;
import io.stridelake.query.answer.JsonAnswers;
import io.stridelake.query.cluster.ClusterInfo.LockInfo;
import io.stridelake.query.parameter.Today;
import io.stridelake.query.ranking.RankingListDocument.BoardDocument;
import io.stridelake.query.ranking.RankingListDocument.SeasonDocument;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;
import io.stridelake.query.vocabulary.Vocabularies;
import io.stridelake.query.vocabulary.Vocabulary;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.Season;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the boards, periods and filters there are. */
@Singleton
final class RankingList {
  private final Generations generations;
  private final Vocabularies vocabularies;
  private final Today today;
  private final BoardPeriods periods;
  private final ConnectSettings connect;
  private final JsonAnswers json;

  RankingList(
      Generations generations,
      Vocabularies vocabularies,
      Today today,
      BoardPeriods periods,
      ConnectSettings connect,
      JsonAnswers json) {
    this.generations = generations;
    this.vocabularies = vocabularies;
    this.today = today;
    this.periods = periods;
    this.connect = connect;
    this.json = json;
  }

  Answer answer() {
    Generation generation = generations.active();
    RuleSet rules = generation.rules();
    Vocabulary names = vocabularies.lastKnown(generation.identity());
    return json.of(
        generation.source(),
        new RankingListDocument(
            boards(generation, periods),
            Stream.of(PeriodKind.values()).map(PeriodKind::id).toList(),
            seasons(rules),
            names.departments(),
            names.sports(),
            generation.id(),
            rules.version(),
            today.zone(rules).getId(),
            today.day(rules).toString(),
            connect.address()));
  }

  private static List<BoardDocument> boards(Generation generation, BoardPeriods periods) {
    return generation.rules().boards().stream()
        .map(
            board ->
                new BoardDocument(
                    board.id(),
                    board.of().id(),
                    board.metric().id(),
                    periods.of(generation, board),
                    plain(board.atLeast())))
        .toList();
  }

  /** Those of the active rule set, and those that are locked whether it has them or not. */
  private List<SeasonDocument> seasons(RuleSet rules) {
    Map<String, SeasonDocument> seasons = new LinkedHashMap<>();
    for (Season season : rules.seasons()) {
      seasons.put(
          season.id(),
          new SeasonDocument(season.id(), season.from().toString(), season.to().toString(), false));
    }
    for (LockInfo lock : generations.locks()) {
      seasons.put(lock.season(), new SeasonDocument(lock.season(), lock.from(), lock.to(), true));
    }
    return List.copyOf(seasons.values());
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
