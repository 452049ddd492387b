package io.stridelake.ranking.mark;

import org.apache.kafka.streams.query.Query;

/** Asks one partition's rankings store which marks its rows have passed. */
public record PassedMarksQuery() implements Query<PassedMarks> {}
