package io.stridelake.query.ranking;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.document.PeriodDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a ranking as the public API shows it.
 *
 * @param total rows before paging
 * @param next cursor of the page after this one, or null at the end
 * @param previous cursor of the page before this one, or null at the beginning
 */
@Serdeable
record RankingPage(
    String board,
    PeriodDocument period,
    int generation,
    String ruleSet,
    String version,
    @Nullable String asOf,
    boolean complete,
    long total,
    List<Entry> entries,
    @Nullable String next,
    @Nullable String previous) {}
