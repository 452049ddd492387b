package io.stridelake.query.ranking;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.document.PeriodDocument;
import org.jspecify.annotations.Nullable;

/**
 * One member of a ranking as the public API shows it.
 *
 * @param entry null when the member exists but is not on the board
 */
@Serdeable
record MemberPage(
    String board,
    PeriodDocument period,
    int generation,
    String ruleSet,
    String version,
    @Nullable String asOf,
    boolean complete,
    long total,
    @Nullable MemberEntry entry) {}
